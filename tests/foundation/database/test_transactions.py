"""One transaction, all or nothing, and nothing left behind when COMMIT itself fails."""

import asyncpg
import pytest

from foundation import database
from foundation.database import (
    DB,
    NestedTransaction,
    NoTransaction,
    execute,
    fetch_value,
    in_transaction,
    require_transaction,
    transaction,
)

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
async def numbers():
    """A table whose uniqueness is only checked at COMMIT."""
    await execute("CREATE TABLE numbers (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    yield
    await execute("DROP TABLE numbers")


async def count() -> int:
    return await fetch_value("SELECT count(*) FROM numbers")


async def test_a_block_commits_as_a_whole(numbers):
    async with transaction():
        await execute("INSERT INTO numbers VALUES (1)")
        await execute("INSERT INTO numbers VALUES (2)")
    assert await count() == 2


async def test_an_error_takes_everything_back(numbers):
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await execute("INSERT INTO numbers VALUES (1)")
            raise ZeroDivisionError
    assert await count() == 0
    assert not in_transaction()


async def test_a_failing_commit_leaks_neither_connection_nor_context(numbers):
    assert DB.pool is not None
    for _attempt in range(DB.pool.get_max_size() + 1):
        with pytest.raises(asyncpg.UniqueViolationError):
            async with transaction():
                await execute("INSERT INTO numbers VALUES (1), (1)")
        assert not in_transaction()
    assert await count() == 0


async def test_nesting_raises(numbers):
    async with transaction():
        with pytest.raises(NestedTransaction):
            async with transaction():
                pass
        await execute("INSERT INTO numbers VALUES (1)")
    assert await count() == 1


async def test_effects_need_an_open_transaction():
    with pytest.raises(NoTransaction):
        require_transaction()
    async with transaction():
        require_transaction()


async def test_a_read_only_transaction_writes_nothing(numbers):
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        async with transaction(read_only=True):
            await execute("INSERT INTO numbers VALUES (1)")


async def test_reads_outside_see_nothing_uncommitted(numbers):
    async with transaction():
        await execute("INSERT INTO numbers VALUES (1)")
        connection = await asyncpg.connect(**database.connection_parameters())
        try:
            assert await connection.fetchval("SELECT count(*) FROM numbers") == 0
        finally:
            await connection.close()
