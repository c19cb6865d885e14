"""Checking the trail: each event's content and time, each link and its code, what is missing."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foundation.audit.checking.codes import Codes
from foundation.audit.checking.times import SealTimes, check_times
from foundation.audit.hashing import GENESIS, chain_hash, content_hash, parse
from foundation.audit.problems import Problem
from foundation.audit.sealing.heads import check_heads
from foundation.audit.sealing.keys import key_ring
from foundation.audit.sealing.signing import links_to_sign
from foundation.audit.sealing.waiting import check_sealing, waiting
from foundation.database import fetch, fetch_one, fetch_value

BATCH = 2000
CONTENT = (
    "at",
    "account_id",
    "account_name",
    "membership_id",
    "organisation_id",
    "organisation_name",
    "action",
    "object_kind",
    "object_id",
    "before",
    "after",
)
_COLUMNS = ", ".join(
    f"e.{name}::text AS {name}" if name in ("before", "after") else f"e.{name}" for name in CONTENT
)


@dataclass(frozen=True)
class Status:
    """How far sealing has come.

    Attributes:
        sealed: links of the chain, which are counted without gaps.
        unsealed: events whose content is checked and whose presence no link vouches for yet.
    """

    sealed: int
    unsealed: int


async def verify(heads: Path | None = None) -> list[Problem]:
    """Everything that is wrong with the trail; empty when nothing is.

    Args:
        heads: folder of exported heads, to notice a chain cut off at its end, emptied or made anew;
            one that does not exist has none. None = the database alone is looked at.
    """
    problems: list[Problem] = []
    ring = key_ring()
    previous, expected = GENESIS, 1
    codes = Codes(ring, signed_soon=await links_to_sign(heads) > 0)
    times = SealTimes()
    async for link in _links():
        problems.extend(_check_link(link, previous, expected))
        codes.check(link)
        problems.extend(await times.check(link))
        previous, expected = link["chain_hash"], link["sequence"] + 1
    problems.extend(codes.problems())
    async for event in _unsealed():
        if not _content_holds(event):
            problems.append(_content_changed(event["event_id"], None))
    problems.extend(await _outside_of_sealing())
    problems.extend(await check_times())
    problems.extend(await check_sealing(everything=True))
    if heads is not None:
        problems.extend(await check_heads(heads, ring))
    return problems


async def look_over(heads: Path) -> list[Problem]:
    """What shows without reading every event: the latest events' sealing, exported heads, and the
    newest link's code.
    """
    ring = key_ring()
    codes = Codes(ring, signed_soon=await links_to_sign(heads) > 0)
    newest = await fetch_value("SELECT coalesce(max(id), 0) FROM audit_seal")
    async for link in _links(after=newest - 1):
        codes.check(link)
    return codes.problems() + await check_sealing() + await check_heads(heads, ring)


async def status(*, everything: bool = True) -> Status:
    """Counts for the operator.

    Args:
        everything: as in `waiting`.
    """
    sealed = await fetch_value("SELECT coalesce(max(id), 0) FROM audit_seal")
    return Status(sealed, (await waiting(everything=everything)).events)


async def _outside_of_sealing() -> list[Problem]:
    """Numbers are given from 1 on. An event below was put in by hand, where sealing never looks."""
    row = await fetch_one(
        "SELECT count(*) AS events, min(id) AS first FROM audit_event WHERE id < 1"
    )
    if not row or not row["events"]:
        return []
    return [
        Problem(
            kind="event_outside",
            event_id=row["first"],
            detail=f"Events with numbers that are never given: {row['events']}.",
        )
    ]


def _check_link(link: dict[str, Any], previous: bytes, expected: int) -> list[Problem]:
    sequence, event_id = link["sequence"], link["event_id"]
    problems = []
    if sequence != expected:
        problems.append(
            Problem(
                kind="seal_missing",
                sequence=expected,
                detail=f"Links {expected} to {sequence - 1} are missing.",
            )
        )
    if link["present"] is None:
        problems.append(
            Problem(
                kind="event_missing",
                event_id=event_id,
                sequence=sequence,
                detail=f"Event {event_id} was sealed and is gone.",
            )
        )
        content = None
    else:
        if not _content_holds(link):
            problems.append(_content_changed(event_id, sequence))
        content = link["content_hash"]
    unbroken = sequence != expected or link["previous_hash"] == previous
    if not unbroken or (content is not None and not _link_holds(link, content)):
        problems.append(
            Problem(
                kind="seal_changed",
                event_id=event_id,
                sequence=sequence,
                detail=f"Link {sequence} does not follow from the one before and event {event_id}.",
            )
        )
    return problems


def _link_holds(link: dict[str, Any], content: bytes) -> bool:
    computed = chain_hash(
        link["previous_hash"], link["sequence"], link["event_id"], content, link["sealed_at"]
    )
    return computed == link["chain_hash"]


def _content_holds(event: dict[str, Any]) -> bool:
    content = {name: event[name] for name in CONTENT}
    content["before"] = parse(content["before"])
    content["after"] = parse(content["after"])
    return content_hash(content) == event["content_hash"]


def _content_changed(event_id: int, sequence: int | None) -> Problem:
    return Problem(
        kind="content_changed",
        event_id=event_id,
        sequence=sequence,
        detail=f"Event {event_id} does not say what it said when it was written.",
    )


async def _links(after: int | None = None) -> AsyncIterator[dict[str, Any]]:
    last = after
    while True:
        rows = await fetch(
            f"""
            SELECT s.id AS sequence, s.event_id, s.previous_hash, s.chain_hash, s.sealed_at,
                   s.signed_at, s.key_id, s.mac,
                   e.id AS present, e.content_hash, e.recorded_at, {_COLUMNS}
              FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
             WHERE $1::bigint IS NULL OR s.id > $1 ORDER BY s.id LIMIT $2
            """,
            last,
            BATCH,
        )
        for row in rows:
            yield row
        if len(rows) < BATCH:
            return
        last = rows[-1]["sequence"]


async def _unsealed() -> AsyncIterator[dict[str, Any]]:
    last = None
    while True:
        rows = await fetch(
            f"""
            SELECT e.id AS event_id, e.content_hash, {_COLUMNS} FROM audit_event e
             WHERE ($1::bigint IS NULL OR e.id > $1)
               AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)
             ORDER BY e.id LIMIT $2
            """,
            last,
            BATCH,
        )
        for row in rows:
            yield row
        if len(rows) < BATCH:
            return
        last = rows[-1]["event_id"]
