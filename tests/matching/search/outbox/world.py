"""Documents and changes for the tests of the outbox."""

from foundation.database import execute, transaction
from foundation.ids import new_id
from matching.search.keys import Key
from matching.search.outbox import changed


def new_key() -> Key:
    """Of a document that is nowhere yet."""
    return Key("solution", new_id())


async def indexed(document: Key | None = None, title: str = "見守りセンサー") -> Key:
    """A document in the index of PostgreSQL."""
    key = document or new_key()
    await execute(
        "INSERT INTO search_document (id, kind, title, title_en, owner, owner_en, body, more, facets, "
        "sorted_on, vector_keys, text_hash, tokens, title_tokens, revision, indexed_at) "
        "VALUES ($2, $1, $3, '', '', '', '', '', '{}', '2026-11-24', '{}', '', '', '', "
        "nextval('search_revision'), now()) "
        "ON CONFLICT (kind, id) DO UPDATE SET title = EXCLUDED.title",
        *key,
        title,
    )
    return key


async def unindexed(document: Key) -> None:
    """The document leaves the index of PostgreSQL."""
    await execute("DELETE FROM search_document WHERE kind = $1 AND id = $2", *document)


async def queue(*documents: Key) -> None:
    """A change of these documents."""
    async with transaction():
        await changed(documents)


async def cut(document: Key) -> None:
    """A part of the document's text leaves the index."""
    async with transaction():
        await changed([document], lost=[document])
