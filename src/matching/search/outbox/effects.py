"""Telling the outbox what changed, in the transaction of the change."""

from collections.abc import Collection
from uuid import UUID

from foundation import settings
from foundation.database import execute, fetch_value, require_transaction
from foundation.jobs.effects import enqueue

PUSH = "search.push"
PUSH_KEY = "search-push"
_QUEUEING = 2_019_774_214


def configured() -> bool:
    """Whether this installation has a Meilisearch to be told."""
    present = settings.current()
    return bool(present.meilisearch_url and present.meilisearch_key)


async def changed(ids: Collection[UUID], *, lost: Collection[UUID] = ()) -> None:
    """Queue documents for Meilisearch: written, embedded, withdrawn or gone; none without one.

    Call it after the rows of the index were written: documents without a row there, and those of
    which something has left the index, are kept from search results until Meilisearch has them as
    they are now (`queries.leaving`).

    Args:
        ids: of the documents; those that wait already wait once, with a new revision.
        lost: those among them that hold less than before.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    if not ids or not configured():
        return
    # In the order of ids, so that two transactions with the same documents cannot deadlock.
    await execute(
        """
        INSERT INTO search_outbox AS waiting (document, revision, gone, queued_at)
        SELECT id, nextval('search_outbox_revision'),
               id = ANY($2::uuid[])
               OR NOT EXISTS (SELECT 1 FROM search_document d WHERE d.id = changed.id), now()
          FROM (SELECT DISTINCT unnest($1::uuid[]) AS id ORDER BY id) changed
        ON CONFLICT (document) DO UPDATE
           SET revision = EXCLUDED.revision,
               gone = EXCLUDED.gone
                      OR waiting.gone AND waiting.pushed IS DISTINCT FROM waiting.revision,
               queued_at = CASE WHEN waiting.pushed = waiting.revision THEN EXCLUDED.queued_at
                                ELSE waiting.queued_at END
        """,
        list(ids),
        list(lost),
    )
    # Whoever queues the job of the key first keeps others who do from going on until it commits.
    # Commands of people hold locks of their own while they are here, so none of them waits.
    first = await fetch_value("SELECT pg_try_advisory_xact_lock($1)", _QUEUEING)
    await enqueue(PUSH, key=PUSH_KEY if first else None)
