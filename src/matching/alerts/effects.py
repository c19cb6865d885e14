"""What a publication causes here, in its own transaction."""

from uuid import UUID

from foundation.clock import now
from foundation.database import execute
from foundation.jobs import enqueue
from matching.search.providers import CHALLENGE, SOLUTION

TELL_STARTUPS = "alerts.tell_startups"
TELL_BUREAUS = "alerts.tell_bureaus"
_TASKS = {CHALLENGE: TELL_STARTUPS, SOLUTION: TELL_BUREAUS}


async def published(kind: str, document_id: UUID) -> None:
    """Remember when a document became public first, and queue whom to tell of it.

    Raises:
        NoTransaction: no transaction is open.
    """
    await execute(
        "INSERT INTO alert_publication (id, kind, published_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (id) DO NOTHING",
        document_id,
        kind,
        now(),
    )
    if kind in _TASKS:
        await enqueue(_TASKS[kind], key=f"alert:{document_id}", document_id=document_id)
