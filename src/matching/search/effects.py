"""What other areas' commands cause in the index."""

from collections.abc import Collection
from uuid import UUID

from foundation.database import execute, fetch, require_transaction
from foundation.jobs.effects import enqueue
from matching.search.outbox.effects import changed
from matching.search.providers import provider_of

INDEX_WORDS = "search.index_words"
EMBED = "search.embed"
_LOCK = 1_702_834_115


async def document_changed(kind: str, document_id: UUID) -> None:
    """Say with the open transaction that a document changed: written, published, withdrawn, gone.

    What is no longer public cannot be found any more once the transaction is committed; everything
    else is indexed by a job. Call it after the change is written.

    Args:
        kind: one of `providers.KINDS`.
        document_id: of the document.

    Raises:
        NoTransaction: no transaction is open.
    """
    await documents_changed(kind, [document_id])


async def documents_changed(kind: str, ids: Collection[UUID]) -> None:
    """As `document_changed`, for all documents of a kind that one transaction changes.

    Their locks are taken at once: one after another, they could be taken against the order in which
    a rebuild takes those of its batch, and one of the two would be broken off.
    """
    require_transaction()
    texts = await provider_of(kind).text_of(ids)
    gone = [key for key in ids if key not in texts or not texts[key].published]
    if gone:
        await lock(gone)
        await withdraw(gone)
    # Sorted, as transactions that queue the same new key wait for one another.
    for key in sorted(set(ids) - set(gone)):
        await enqueue(INDEX_WORDS, key=f"index:{key}", kind=kind, document_id=key)


async def lock(ids: Collection[UUID]) -> None:
    """Hold the locks of documents until the end of the transaction: one writer at a time."""
    # In one order, so that two writers of the same documents cannot wait for one another.
    await execute(
        "SELECT pg_advisory_xact_lock($1, key) FROM (SELECT DISTINCT hashtext(id::text) AS key "
        "FROM unnest($2::uuid[]) AS id ORDER BY key) ordered",
        _LOCK,
        list(ids),
    )


async def withdraw(ids: Collection[UUID]) -> int:
    """Take documents out of the index with the open transaction; returns how many were there."""
    require_transaction()
    if not ids:
        return 0
    rows = await fetch("DELETE FROM search_document WHERE id = ANY($1) RETURNING id", list(ids))
    await changed([row["id"] for row in rows])
    return len(rows)
