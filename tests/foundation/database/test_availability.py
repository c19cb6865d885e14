"""What a database says while it is away, full or busy is told from a fault; nobody waits for ever."""

from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest

from foundation.database import (
    DATABASE_ERRORS,
    DatabaseUnavailable,
    connection_parameters,
    is_passing,
)
from foundation.database.availability import BoundedPool
from scripts.ports import free_port

pytestmark = pytest.mark.usefixtures("db")


@asynccontextmanager
async def connected(**options: Any):
    connection = await asyncpg.connect(**{**connection_parameters(), **options})
    try:
        yield connection
    finally:
        connection.terminate()


async def _statement_timeout() -> None:
    async with connected(server_settings={"statement_timeout": "5"}) as one:
        await one.execute("SELECT pg_sleep(2)")


async def _lock_timeout() -> None:
    async with connected() as one, connected(server_settings={"lock_timeout": "5"}) as other:
        await one.execute("BEGIN; LOCK TABLE account IN ACCESS EXCLUSIVE MODE")
        await other.fetch("SELECT 1 FROM account")


async def _read_only() -> None:
    async with connected(server_settings={"default_transaction_read_only": "on"}) as one:
        await one.execute("DELETE FROM account")


async def _shut_down() -> None:
    async with connected() as one:
        await one.execute("SELECT pg_terminate_backend(pg_backend_pid())")


async def _connection_lost() -> None:
    async with connected() as one, connected() as other:
        await other.execute("SELECT pg_terminate_backend($1)", one.get_server_pid())
        for _try in range(3):
            await one.execute("SELECT pg_sleep(0.05)")


async def _closed_before() -> None:
    async with connected() as one:
        one.terminate()
        await one.execute("SELECT 1")


async def _too_many_connections() -> None:
    async with connected() as one:
        await one.execute("DROP ROLE IF EXISTS crowded")
        await one.execute("CREATE ROLE crowded LOGIN CONNECTION LIMIT 0")
        try:
            async with connected(user="crowded"):
                pass
        finally:
            await one.execute("DROP ROLE crowded")


async def _disk_full() -> None:
    async with connected() as one:
        await one.execute(
            "DO $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$"
        )


async def _division() -> None:
    async with connected() as one:
        await one.execute("SELECT 1 / 0")


async def _no_such_table() -> None:
    async with connected() as one:
        await one.execute("SELECT 1 FROM nowhere")


async def _misuse() -> None:
    async with connected() as one:
        one.cursor("SELECT 1")
        await one.fetch("SELECT $1::int", "one")


PASSING = (
    _statement_timeout,
    _lock_timeout,
    _read_only,
    _shut_down,
    _connection_lost,
    _closed_before,
    _too_many_connections,
    _disk_full,
)


@pytest.mark.parametrize("happening", PASSING)
async def test_what_passes_by_itself(happening):
    with pytest.raises(DATABASE_ERRORS) as found:
        await happening()
    assert is_passing(found.value)
    assert is_passing(ExceptionGroup("of several reads", [ValueError(), found.value]))


@pytest.mark.parametrize("happening", [_division, _no_such_table, _misuse])
async def test_faults_of_ours(happening):
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)) as found:
        await happening()
    assert not is_passing(found.value)


async def test_a_connection_that_does_not_become_free_is_not_waited_for_for_ever():
    async with asyncpg.create_pool(**connection_parameters(), min_size=0, max_size=1) as made:
        pool = BoundedPool(made, seconds=0.2)
        async with pool.acquire():
            # the place is not given back before the second has stopped waiting for it
            with pytest.raises(DatabaseUnavailable):
                await pool.acquire()
        async with pool.acquire() as connection:
            assert await connection.fetchval("SELECT 1") == 1


async def test_a_server_that_is_away_is_one_error():
    away = {"host": "127.0.0.1", "port": free_port(), "user": "nobody", "database": "none"}
    async with asyncpg.create_pool(**away, min_size=0, max_size=1) as made:
        with pytest.raises(DatabaseUnavailable):
            async with BoundedPool(made).acquire():
                pass


async def test_a_pool_replaces_connections_that_died():
    async with asyncpg.create_pool(**connection_parameters(), min_size=0, max_size=2) as made:
        pool = BoundedPool(made)
        async with pool.acquire() as connection:
            dead = connection.get_server_pid()
        async with connected() as other:
            await other.execute("SELECT pg_terminate_backend($1)", dead)
        for _try in range(20):
            try:
                async with pool.acquire() as connection:
                    if await connection.fetchval("SELECT pg_backend_pid()") != dead:
                        return
            except DATABASE_ERRORS as error:
                assert is_passing(error)
        raise AssertionError("the dead connection is handed out again and again")
