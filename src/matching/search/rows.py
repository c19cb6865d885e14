"""Rows of the index: their locks, and taking them out."""

from collections.abc import Collection
from uuid import UUID

from foundation.database import execute, fetch, require_transaction
from matching.search.outbox.effects import changed

_LOCK = 1_702_834_115


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
