"""Reading the trail. Who may is for the asking page to decide."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation.database import fetch_as


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """One event as it can be shown; the fields are those of `record`."""

    id: int
    at: datetime
    account_id: UUID | None
    account_name: str
    organisation_id: UUID | None
    organisation_name: str | None
    action: str
    object_kind: str
    object_id: UUID
    before: dict[str, Any] | None
    after: dict[str, Any] | None


COLUMNS = (
    "id, at, account_id, account_name, organisation_id, organisation_name, action, "
    "object_kind, object_id, before, after"
)


async def events_about(object_kind: str, object_id: UUID) -> list[AuditEntry]:
    """All that was done to one record, oldest first."""
    return await fetch_as(
        AuditEntry,
        f"SELECT {COLUMNS} FROM audit_event WHERE object_kind = $1 AND object_id = $2 ORDER BY id",
        object_kind,
        object_id,
    )
