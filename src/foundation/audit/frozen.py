"""Frozen records held against the trail: what was written when one was frozen is what it must be today.

Whoever rewrites a record and its hash together, or takes it away, does not change the sealed event
that tells of it. That the events themselves are whole, `verify` says.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.database import fetch

GONE = "it is gone, though the audit trail tells that it was frozen"
UNKNOWN = "the audit trail does not tell that it was frozen"
OTHER = "its hash is not the one that the audit trail holds"


async def last_told(object_kind: str, actions: Collection[str]) -> dict[UUID, dict[str, Any]]:
    """By record: what the latest event of these kinds left behind (`after`)."""
    rows = await fetch(
        "SELECT DISTINCT ON (object_id) object_id, after FROM audit_event "
        "WHERE object_kind = $1 AND action = ANY($2) ORDER BY object_id, id DESC",
        object_kind,
        list(actions),
    )
    return {row["object_id"]: row["after"] or {} for row in rows}


@dataclass(frozen=True, kw_only=True)
class CheckedRecord:
    """The check of one frozen record, for the command line; `problems` is empty where all is well."""

    id: UUID
    problems: list[str]


async def check_frozen(
    table: str,
    column: str,
    object_kind: str,
    actions: Collection[str],
    *,
    taken_in: Collection[UUID] = (),
) -> list[CheckedRecord]:
    """Hold every frozen record of a table against the trail.

    Args:
        table: of the records, with an `id`.
        column: of their hash; also its name in the events.
        object_kind: what the events call them.
        actions: of the events that freeze one, or take that back (and tell no hash then).
        taken_in: records of the past that came before the trail was told the hash of such ones.
    """
    told = {
        key: after.get(column) for key, after in (await last_told(object_kind, actions)).items()
    }
    rows = await fetch(f'SELECT id, "{column}" AS hash FROM "{table}"')
    kept = {row["id"]: row["hash"] for row in rows}
    # Of these the hash as it is now is all there is.
    told |= {key: kept.get(key) for key in taken_in if told.get(key) is None}
    wrong = differences(told, kept)
    frozen = {key for key in told.keys() | kept.keys() if told.get(key) or kept.get(key)}
    return [
        CheckedRecord(id=key, problems=[wrong[key]] if key in wrong else [])
        for key in sorted(frozen)
    ]


def differences(
    told: Mapping[UUID, str | None], kept: Mapping[UUID, str | None]
) -> dict[UUID, str]:
    """What is wrong, by record; those that are as the trail tells are left out.

    Args:
        told: hash by record as the trail has it; None where nothing is frozen any more.
        kept: hash by record as the database has it; None where nothing is frozen.
    """
    found = {}
    for key in told.keys() | kept.keys():
        then, now = told.get(key), kept.get(key)
        if then != now:
            found[key] = GONE if now is None else UNKNOWN if then is None else OTHER
    return found
