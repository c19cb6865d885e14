"""The one transaction wrapper.

Piccolo's own leaks its connection, and leaves the context pointing at it, when COMMIT itself
fails; and a nested one is silently none at all. Here the connection always goes back, and nesting
raises, so that a command can never believe it is atomic when it is not.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from piccolo.engine.postgres import PostgresTransaction

from foundation.database.engine import DB


class NestedTransaction(RuntimeError):
    """A command was called inside another's transaction; across areas call effects instead."""


class NoTransaction(RuntimeError):
    """An effect was called outside a command's transaction."""


def in_transaction() -> bool:
    """Whether this context has an open transaction."""
    return DB.current_transaction.get() is not None


def require_transaction() -> None:
    """Raise `NoTransaction` unless one is open; the first line of every effect."""
    if not in_transaction():
        raise NoTransaction("effects belong inside a command's transaction")


@asynccontextmanager
async def transaction(*, read_only: bool = False) -> AsyncIterator[PostgresTransaction]:
    """Commit everything in the block, or nothing.

    Args:
        read_only: one snapshot for several reads (REPEATABLE READ, READ ONLY).

    Raises:
        NestedTransaction: one is open already.
    """
    if in_transaction():
        raise NestedTransaction("a transaction is already open")
    current: Any = PostgresTransaction(DB)
    current.connection = await current.get_connection()
    token = None
    try:
        options = {"isolation": "repeatable_read", "readonly": True} if read_only else {}
        current.transaction = current.connection.transaction(**options)
        await current.begin()
        token = DB.current_transaction.set(current)
        try:
            yield current
        except BaseException:
            await current.rollback()
            raise
        await current.commit()
    finally:
        if token is not None:
            DB.current_transaction.reset(token)
        if DB.pool:
            await DB.pool.release(current.connection)
        else:
            await current.connection.close()
