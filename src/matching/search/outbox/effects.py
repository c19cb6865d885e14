"""Telling the outbox what changed, in the transaction of the change."""

from collections.abc import Collection

from foundation import settings
from foundation.database import execute, fetch_value, require_transaction
from foundation.jobs.effects import enqueue
from matching.search.keys import Key, columns

PUSH = "search.push"
PUSH_KEY = "search-push"
_QUEUEING = 2_019_774_214


def configured() -> bool:
    """Whether this installation has a Meilisearch to be told."""
    present = settings.current()
    return bool(present.meilisearch_url and present.meilisearch_key)


async def changed(keys: Collection[Key], *, lost: Collection[Key] = ()) -> None:
    """Queue documents for Meilisearch: written, embedded, withdrawn or gone; none without one.

    Call it after the rows of the index were written: documents without a row there, and those of
    which something has left the index, are kept from search results until Meilisearch has them as
    they are now (`queries.leaving`).

    Args:
        keys: of the documents; those that wait already wait once, with a new revision.
        lost: those among them that hold less than before.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    if not keys or not configured():
        return
    # In the order of keys, so that two transactions with the same documents cannot deadlock.
    await execute(
        """
        INSERT INTO search_outbox AS waiting (kind, document, revision, hidden, queued_at)
        SELECT kind, id, nextval('search_outbox_revision'),
               (kind, id) IN (SELECT * FROM unnest($3::text[], $4::uuid[]))
               OR NOT EXISTS (SELECT 1 FROM search_document d
                               WHERE d.kind = changed.kind AND d.id = changed.id), now()
          FROM (SELECT DISTINCT kind, id FROM unnest($1::text[], $2::uuid[]) AS given (kind, id)
                 ORDER BY kind, id) changed
        ON CONFLICT (kind, document) DO UPDATE
           SET revision = EXCLUDED.revision,
               hidden = EXCLUDED.hidden
                      OR waiting.hidden AND waiting.pushed IS DISTINCT FROM waiting.revision,
               queued_at = CASE WHEN waiting.pushed = waiting.revision THEN EXCLUDED.queued_at
                                ELSE waiting.queued_at END
        """,
        *columns(keys),
        *columns(lost),
    )
    # Whoever queues the job of the key first keeps others who do from going on until it commits.
    # Commands of people hold locks of their own while they are here, so none of them waits.
    first = await fetch_value("SELECT pg_try_advisory_xact_lock($1)", _QUEUEING)
    await enqueue(PUSH, key=PUSH_KEY if first else None)
