"""Rows of the index: their locks, and taking them out."""

from collections.abc import Collection
from uuid import UUID

from foundation.database import execute, fetch, require_transaction
from matching.search.keys import keys_of
from matching.search.outbox.effects import changed

_LOCK = 1_702_834_115


async def lock(kind: str, ids: Collection[UUID]) -> None:
    """Hold the locks of documents until the end of the transaction: one writer at a time."""
    # In one order, so that two writers of the same documents cannot wait for one another.
    await execute(
        "SELECT pg_advisory_xact_lock($1, key) FROM (SELECT DISTINCT hashtext(word) AS key "
        "FROM unnest($2::text[]) AS word ORDER BY key) ordered",
        _LOCK,
        [key.word for key in keys_of(kind, ids)],
    )


async def withdraw(kind: str, ids: Collection[UUID]) -> int:
    """Take documents out of the index with the open transaction; returns how many were there."""
    require_transaction()
    if not ids:
        return 0
    rows = await fetch(
        "DELETE FROM search_document WHERE kind = $1 AND id = ANY($2) RETURNING id", kind, list(ids)
    )
    await changed(keys_of(kind, [row["id"] for row in rows]))
    return len(rows)
