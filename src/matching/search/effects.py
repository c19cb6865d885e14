"""What other areas' commands cause in the index."""

from collections.abc import Collection
from uuid import UUID

from foundation.database import fetch, require_transaction
from foundation.jobs.effects import enqueue
from matching.search.index.indexing import INDEX_WORDS, texts_of, write_texts
from matching.search.index.rows import lock


async def document_changed(kind: str, document_id: UUID) -> None:
    """Say with the open transaction that a document changed: written, published, withdrawn, gone.

    What the index holds of it is brought up to date with the transaction: what is no longer public,
    a whole document or a part of its text, cannot be found or read any more once it is committed.
    What is new to the index is indexed by a job. Call it after the change is written.

    Args:
        kind: one of `kinds.KINDS`.
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
    # Before the look: a job that has read an older text must not write it after that.
    await lock(kind, ids)
    rows = await fetch(
        "SELECT id FROM search_document WHERE kind = $1 AND id = ANY($2)", kind, list(ids)
    )
    texts = await texts_of(kind, ids)
    present = {row["id"] for row in rows}
    await write_texts(
        kind, present, {key: text for key, text in texts.items() if key.id in present}
    )
    # Sorted, as transactions that queue the same new key wait for one another.
    for key in sorted(key for key, text in texts.items() if text.published):
        await enqueue(INDEX_WORDS, key=f"index:{key.word}", kind=kind, document_id=key.id)
