"""Frozen records held against the trail: what was written when one was frozen is what it must be today.

Whoever rewrites a record and its hash together, or takes it away, does not change the sealed event
that tells of it. That the events themselves are whole, `verify` says.
"""

from collections.abc import Collection, Mapping
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
