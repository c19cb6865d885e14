"""Documents and changes for the tests of the outbox."""

from uuid import UUID

from foundation.database import execute, transaction
from foundation.ids import new_id
from matching.search.outbox import changed


async def indexed(document: UUID | None = None, title: str = "見守りセンサー") -> UUID:
    """A document in the index of PostgreSQL."""
    key = document or new_id()
    await execute(
        "INSERT INTO search_document (id, kind, title, title_en, owner, owner_en, body, more, facets, "
        "sorted_on, vector_keys, text_hash, tokens, title_tokens, revision, indexed_at) "
        "VALUES ($1, 'solution', $2, '', '', '', '', '', '{}', '2026-11-24', '{}', '', '', '', "
        "nextval('search_revision'), now()) "
        "ON CONFLICT (id) DO UPDATE SET title = EXCLUDED.title",
        key,
        title,
    )
    return key


async def unindexed(document: UUID) -> None:
    """The document leaves the index of PostgreSQL."""
    await execute("DELETE FROM search_document WHERE id = $1", document)


async def queue(*documents: UUID) -> None:
    """A change of these documents."""
    async with transaction():
        await changed(documents)
