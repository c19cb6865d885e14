"""Taking turns over processes: one push at a time, one rebuild at a time, and a swap between pushes.

Advisory locks of PostgreSQL, held by a connection of their own: whoever dies lets go of them.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from foundation.database import DB, fetch_value

# Below 2**32, so that pg_locks shows each as it stands here.
_PUSHING = 2_019_774_211
_READING = 2_019_774_212
_REBUILDING = 2_019_774_213


# Whoever has the turn looks for more when its batch is done, so only a change that is committed
# as it finds none must be waited for.
TRIES = 5
WAIT_SECONDS = 0.2


class AlreadyRebuilding(RuntimeError):
    """Another process is building the index."""


@dataclass(frozen=True)
class Turn:
    """A turn to push.

    Attributes:
        rebuilding: another index is being built, which may have read the documents before; what
            is pushed now must be pushed to that one too.
    """

    rebuilding: bool


@asynccontextmanager
async def _connection() -> AsyncIterator[Any]:
    if DB.pool is None:
        raise RuntimeError("the database pool is not open")
    async with DB.pool.acquire() as connection:
        yield connection


@asynccontextmanager
async def turn_to_push() -> AsyncIterator[Turn | None]:
    """A turn for one batch; None while somebody else has it for longer."""
    async with _connection() as connection:
        for _ in range(TRIES):
            if await connection.fetchval("SELECT pg_try_advisory_lock($1)", _PUSHING):
                break
            await asyncio.sleep(WAIT_SECONDS)
        else:
            yield None
            return
        try:
            # Held to the end of the batch: a rebuild that begins waits for it, and so reads
            # everything that the batch takes out of the outbox.
            free = await connection.fetchval("SELECT pg_try_advisory_lock_shared($1)", _READING)
            try:
                yield Turn(rebuilding=not free)
            finally:
                if free:
                    await connection.execute("SELECT pg_advisory_unlock_shared($1)", _READING)
        finally:
            await connection.execute("SELECT pg_advisory_unlock($1)", _PUSHING)


@asynccontextmanager
async def rebuilding() -> AsyncIterator[None]:
    """Build another index in the block; pushes go on and keep what they pushed.

    Raises:
        AlreadyRebuilding: another process does.
    """
    async with _connection() as connection:
        if not await connection.fetchval("SELECT pg_try_advisory_lock($1)", _REBUILDING):
            raise AlreadyRebuilding
        try:
            await connection.execute("SELECT pg_advisory_lock($1)", _READING)
            try:
                yield
            finally:
                await connection.execute("SELECT pg_advisory_unlock($1)", _READING)
        finally:
            await connection.execute("SELECT pg_advisory_unlock($1)", _REBUILDING)


@asynccontextmanager
async def no_pushes() -> AsyncIterator[None]:
    """Let no batch begin in the block, after the one under way has ended."""
    async with _connection() as connection:
        await connection.execute("SELECT pg_advisory_lock($1)", _PUSHING)
        try:
            yield
        finally:
            await connection.execute("SELECT pg_advisory_unlock($1)", _PUSHING)


async def is_rebuilding() -> bool:
    """Whether a process is building an index now."""
    found: bool = await fetch_value(
        "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 "
        "AND objid = $1 AND objsubid = 1 AND granted "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
        _REBUILDING,
    )
    return found
