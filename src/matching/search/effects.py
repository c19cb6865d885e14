"""What other areas' commands cause in the index."""

from collections.abc import Collection
from uuid import UUID

from foundation.database import fetch, require_transaction
from foundation.jobs.effects import enqueue
from matching.search.indexing import INDEX_WORDS, bring_up_to_date
from matching.search.keys import keys_of
from matching.search.providers import provider_of
from matching.search.rows import lock


async def document_changed(kind: str, document_id: UUID) -> None:
    """Say with the open transaction that a document changed: written, published, withdrawn, gone.

    What the index holds of it is brought up to date with the transaction: what is no longer public,
    a whole document or a part of its text, cannot be found or read any more once it is committed.
    What is new to the index is indexed by a job. Call it after the change is written.

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
    # Before the look: a job that has read an older text must not write it after that.
    await lock(kind, ids)
    rows = await fetch(
        "SELECT id FROM search_document WHERE kind = $1 AND id = ANY($2)", kind, list(ids)
    )
    await bring_up_to_date(kind, [row["id"] for row in rows])
    texts = await provider_of(kind).text_of(ids)
    # Sorted, as transactions that queue the same new key wait for one another.
    for key in keys_of(kind, sorted(one for one, text in texts.items() if text.published)):
        await enqueue(INDEX_WORDS, key=f"index:{key.word}", kind=kind, document_id=key.id)
