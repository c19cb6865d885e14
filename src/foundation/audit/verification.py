"""Checking the trail: each event's content, each link, what the links say is missing."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foundation.audit.export import exported_heads
from foundation.audit.hashing import GENESIS, chain_hash, content_hash, parse
from foundation.database import fetch, fetch_one

BATCH = 2000
_CONTENT = (
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
    f"e.{name}::text AS {name}" if name in ("before", "after") else f"e.{name}" for name in _CONTENT
)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that is not as it was written.

    Attributes:
        kind: `content_changed`, `event_missing`, `seal_changed`, `seal_missing` or `head_differs`.
        event_id: the event, where there is one.
        sequence: its place in the chain, where there is one.
        detail: one English sentence for the operator.
    """

    kind: str
    event_id: int | None = None
    sequence: int | None = None
    detail: str


@dataclass(frozen=True)
class Status:
    """How far sealing has come.

    Attributes:
        sealed: events in the chain.
        unsealed: events whose content is checked and whose presence no link vouches for yet.
    """

    sealed: int
    unsealed: int


async def verify(heads: Path | None = None) -> list[Problem]:
    """Everything that is wrong with the trail; empty when nothing is.

    Args:
        heads: folder of exported heads, to notice a chain cut off at its end or made anew.
    """
    problems: list[Problem] = []
    previous, expected = GENESIS, 1
    async for link in _links():
        problems.extend(_check_link(link, previous, expected))
        previous, expected = link["chain_hash"], link["sequence"] + 1
    async for event in _unsealed():
        if not _content_holds(event):
            problems.append(_content_changed(event["event_id"], None))
    if heads is not None:
        problems.extend(await _check_heads(heads))
    return problems


async def status() -> Status:
    """Counts for the operator."""
    row = await fetch_one(
        """
        SELECT (SELECT count(*) FROM audit_seal) AS sealed,
               (SELECT count(*) FROM audit_event e
                 WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)) AS unsealed
        """
    )
    assert row is not None
    return Status(row["sealed"], row["unsealed"])


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
    content = {name: event[name] for name in _CONTENT}
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


async def _links() -> AsyncIterator[dict[str, Any]]:
    last = -1
    while True:
        rows = await fetch(
            f"""
            SELECT s.id AS sequence, s.event_id, s.previous_hash, s.chain_hash, s.sealed_at,
                   e.id AS present, e.content_hash, {_COLUMNS}
              FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id
             WHERE s.id > $1 ORDER BY s.id LIMIT $2
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
    last = -1
    while True:
        rows = await fetch(
            f"""
            SELECT e.id AS event_id, e.content_hash, {_COLUMNS} FROM audit_event e
             WHERE e.id > $1 AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)
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


async def _check_heads(folder: Path) -> list[Problem]:
    problems = []
    for head in exported_heads(folder):
        kept = await fetch_one("SELECT chain_hash FROM audit_seal WHERE id = $1", head.sequence)
        if kept is None or kept["chain_hash"].hex() != head.chain_hash:
            problems.append(
                Problem(
                    kind="head_differs",
                    sequence=head.sequence,
                    detail=f"Link {head.sequence} is not the one exported in {head.file}.",
                )
            )
    return problems
