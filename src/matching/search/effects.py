"""What other areas' commands cause in the index."""

from uuid import UUID

from foundation.database import require_transaction
from foundation.jobs.effects import enqueue

INDEX_WORDS = "search.index_words"
EMBED = "search.embed"


async def document_changed(kind: str, document_id: UUID) -> None:
    """Queue a document's indexing with the open transaction: changed, published, withdrawn, gone.

    Args:
        kind: "challenge" or "solution" (`providers.CHALLENGE`, `providers.SOLUTION`).
        document_id: of the document.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    await enqueue(INDEX_WORDS, key=f"index:{document_id}", kind=kind, document_id=document_id)
