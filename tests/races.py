"""Two people at once, on two real connections."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import asyncpg

from foundation import database

T = TypeVar("T")
LONGEST_WAIT = 10
"""Seconds within which a command must have met the lock of the other one."""


async def while_another_writes(
    statement: str, *args: Any, command: Coroutine[Any, Any, T], waits: bool = True
) -> T:
    """What a command comes to that meets another person's change before that is committed.

    Args:
        statement: what the other one has written and not committed when the command begins.
        waits: the command must wait for the other one; otherwise it must not.
    """
    other = await asyncpg.connect(**database.connection_parameters())
    try:
        change = other.transaction()
        await change.start()
        await other.execute(statement, *args)
        running = asyncio.create_task(command)
        for _look in range(LONGEST_WAIT * 100):
            if running.done() or await _blocks(other):
                break
            await asyncio.sleep(0.01)
        assert running.done() != waits, "the command did not wait for the other one"
        await change.commit()
        return await running
    finally:
        await other.close()


async def _blocks(other: asyncpg.Connection) -> bool:
    return bool(
        await other.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = "
            "ANY(pg_blocking_pids(pid))"
        )
    )
