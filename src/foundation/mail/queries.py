"""Reading mail: for the demo's page, where everyone sees every mailbox, and for nothing else."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from foundation.database import fetch, fetch_one

_COLUMNS = "id, recipient, subject, body, language, state, queued_at, sent_at, error"


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail as it was written, and what became of it."""

    id: UUID
    recipient: str
    subject: str
    body: str
    language: str
    state: str
    queued_at: datetime
    sent_at: datetime | None
    error: str | None


async def recent_mail(limit: int = 100) -> list[Mail]:
    """The latest mails, newest first."""
    rows = await fetch(
        f"SELECT {_COLUMNS} FROM mail_message ORDER BY queued_at DESC, id DESC LIMIT $1", limit
    )
    return [Mail(**row) for row in rows]


async def mail_by_id(mail_id: UUID) -> Mail | None:
    """One mail, or None."""
    row = await fetch_one(f"SELECT {_COLUMNS} FROM mail_message WHERE id = $1", mail_id)
    return None if row is None else Mail(**row)
