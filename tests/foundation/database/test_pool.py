"""A connection goes back to the pool clean: by itself after a plain read, by a statement else."""

import asyncpg
import pytest

from foundation.database import fetch, fetch_value
from foundation.database.engine import DB

pytestmark = pytest.mark.usefixtures("db")


async def test_a_read_sends_one_statement(monkeypatch):
    sent: list[str] = []
    plain = asyncpg.Connection.execute

    async def noting(self, query, *args, **options):
        sent.append(query)
        return await plain(self, query, *args, **options)

    monkeypatch.setattr(asyncpg.Connection, "execute", noting)
    assert await fetch_value("SELECT 1") == 1
    assert sent == []


async def test_what_a_session_set_is_gone_for_the_next_one():
    async with DB.pool.acquire() as connection:
        await connection.execute("SET statement_timeout = 12345")
        await connection.fetchval("SELECT pg_advisory_lock(99)")
    rows = await fetch("SELECT current_setting('statement_timeout') AS told")
    assert rows[0]["told"] != "12345ms"
    assert await fetch_value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == 0


async def test_a_read_that_fails_is_cleaned_up_after():
    with pytest.raises(asyncpg.PostgresError):
        await fetch("SELECT 1 / 0")
    assert await fetch_value("SELECT 2") == 2
