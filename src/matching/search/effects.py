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
    require_transaction()
    texts = await provider_of(kind).text_of([document_id])
    text = texts.get(document_id)
    if text is None or not text.published:
        await lock([document_id])
        await withdraw([document_id])
    else:
        await enqueue(INDEX_WORDS, key=f"index:{document_id}", kind=kind, document_id=document_id)


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
