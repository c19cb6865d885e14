"""What a publication causes here, in its own transaction."""

from datetime import datetime
from uuid import UUID

from foundation.clock import now, today
from foundation.database import execute, insert
from foundation.jobs import enqueue
from matching.alerts.kinds import Frequency
from matching.alerts.sending.digests import canonical_query, read_query
from matching.alerts.tables import SavedSearch
from matching.search.kinds import CHALLENGE, SOLUTION

TELL_STARTUPS = "alerts.tell_startups"
TELL_BUREAUS = "alerts.tell_bureaus"
_TASKS = {CHALLENGE: TELL_STARTUPS, SOLUTION: TELL_BUREAUS}


async def take_in(
    *,
    search_id: UUID,
    account_id: UUID,
    name: str,
    query: str,
    frequency: Frequency,
    saved_at: datetime,
) -> bool:
    """Take in a saved search of the sample data; what came out before today is no news of it.

    Returns:
        Whether it was new.
    """
    row = await insert(
        SavedSearch,
        id=search_id,
        account=account_id,
        name=name,
        query=canonical_query(read_query(query)),
        frequency=frequency.value,
        since=now(),
        looked_on=today(),
        created_at=saved_at,
    )
    return row is not None


async def published(kind: str, document_id: UUID) -> None:
    """Remember when a document became public first, and queue whom to tell of it.

    Raises:
        NoTransaction: no transaction is open.
    """
    await execute(
        "INSERT INTO alert_publication (id, kind, published_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (kind, id) DO NOTHING",
        document_id,
        kind,
        now(),
    )
    if kind in _TASKS:
        await enqueue(_TASKS[kind], key=f"{_TASKS[kind]}:{document_id}", document_id=document_id)
