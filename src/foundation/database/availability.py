"""Telling a database that cannot answer now from a fault of ours: the first passes by itself."""

import errno
import re
from collections.abc import Generator
from types import TracebackType
from typing import Any

import asyncpg

ACQUIRE_SECONDS = 10.0
RETRY_SECONDS = 5


# Everything that asking the database may raise, connecting included.
DATABASE_ERRORS = (
    OSError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)


class DatabaseUnavailable(ConnectionError):
    """No connection to the database is to be had at this moment; the cause says why."""


class BoundedPool:
    """asyncpg's pool, except that nobody waits for ever and that every failure to connect is one error.

    Args:
        pool: what hands out the connections.
        seconds: how long to wait for a free one, or for a new one to be made.
    """

    def __init__(self, pool: Any, seconds: float = ACQUIRE_SECONDS) -> None:
        self._pool = pool
        self._seconds = seconds

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pool, name)

    def acquire(self) -> "_Acquiring":
        """A connection, to be awaited and released or as a context.

        Raises:
            DatabaseUnavailable: the server does not take a connection, or all are in use.
        """
        return _Acquiring(self._pool, self._seconds)


class _Acquiring:
    def __init__(self, pool: Any, seconds: float) -> None:
        self._pool, self._seconds = pool, seconds
        self._connection: Any = None

    def __await__(self) -> Generator[Any, None, Any]:
        return self._acquire().__await__()

    async def __aenter__(self) -> Any:
        self._connection = await self._acquire()
        return self._connection

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._pool.release(self._connection)

    async def _acquire(self) -> Any:
        try:
            return await self._pool.acquire(timeout=self._seconds)
        except TimeoutError as error:
            raise DatabaseUnavailable("no connection became free in time") from error
        except DATABASE_ERRORS as error:
            raise DatabaseUnavailable(f"no connection: {error or type(error).__name__}") from error


_PASSING = (
    DatabaseUnavailable,
    asyncpg.PostgresConnectionError,
    # too many connections, disk full, out of memory
    asyncpg.InsufficientResourcesError,
    # shut down, crashed, starting up, cancelled by a time limit
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresSystemError,
    asyncpg.LockNotAvailableError,
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    # a standby, or a server that stopped writing because its disk filled up
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.TransactionTimeoutError,
)
# The last: a connection that the server ended while it was idle, and whose end was not read yet.
_CLOSED = re.compile(r"clos(ed|ing)|released back|cannot switch to state")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def is_passing(error: BaseException | None) -> bool:
    """Whether an error comes from a database, or a disk, that is away, full or busy."""
    while error is not None:
        if isinstance(error, BaseExceptionGroup):
            return any(map(is_passing, error.exceptions))
        if isinstance(error, _PASSING):
            return True
        of_client = isinstance(error, asyncpg.InterfaceError | asyncpg.InternalClientError)
        if of_client and _CLOSED.search(str(error)):
            return True
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        error = error.__cause__
    return False


def lacks_schema(error: BaseException | None) -> bool:
    """Whether an error says that a table or column is not there: the database has another schema."""
    while error is not None:
        if isinstance(error, BaseExceptionGroup):
            return any(map(lacks_schema, error.exceptions))
        if isinstance(error, asyncpg.UndefinedTableError | asyncpg.UndefinedColumnError):
            return True
        error = error.__cause__
    return False
