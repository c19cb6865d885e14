"""Databases of earlier versions are brought along."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from foundation import database

KEEPER = "10000000-0000-4000-8000-000000000001"
DOUBLE = "10000000-0000-4000-8000-000000000002"
"""The accounts with one address in two spellings; the first is the older one."""

RENAMED = {("match_criteria", "id"): "challenge"}

CHANGES = {
    # Of two accounts with one address one keeps it; the other is suspended and signed out.
    ("account", DOUBLE, "state"): "suspended",
    ("account", DOUBLE, "suspended_at"): ...,
    ("api_token", "30000000-0000-4000-8000-000000000002", "revoked_at"): ...,
    ("login_session", "50000000-0000-4000-8000-000000000002"): "gone",
    ("mail_link", "40000000-0000-4000-8000-000000000002"): "gone",
    # Of two open invitations of one person the newer one holds.
    ("invitation", "70000000-0000-4000-8000-000000000001", "state"): "withdrawn",
    # A token acts in one membership, and ends with it.
    (
        "api_token",
        "30000000-0000-4000-8000-000000000001",
        "membership",
    ): "20000000-0000-4000-8000-000000000001",
    ("api_token", "30000000-0000-4000-8000-000000000003", "revoked_at"): ...,
}
"""What an upgrade changes of what was there, by table, row and column; `...` stands for any value."""

CATALOGUE = {
    "columns": """
        SELECT format('%s.%s %s null=%s default=%s', c.relname, a.attname,
                      format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
                      pg_get_expr(d.adbin, d.adrelid))
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
           AND a.attnum > 0 AND NOT a.attisdropped""",
    "constraints": """
        SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": """
        SELECT pg_get_functiondef(p.oid) FROM pg_proc p
         WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')
           AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')""",
    "sequences": """
        SELECT format('%s %s', sequencename, data_type) FROM pg_sequences
         WHERE schemaname = 'public'""",
}


@dataclass(frozen=True)
class Table:
    """A table's rows, and the columns of its primary key."""

    keys: list[str]
    rows: list[dict[str, Any]]

    def columns(self) -> set[str]:
        """Names of its columns, where it has rows."""
        return {column for row in self.rows for column in row}


Tables = dict[str, Table]


class Installation:
    """A database of its own, and what is done to it by processes of their own."""

    def __init__(self, url: str, name: str) -> None:
        self.name = name
        here = database.connection_parameters()["database"]
        self._url = url.replace(f"/{here}?", f"/{name}?")

    async def connect(self) -> asyncpg.Connection:
        """A connection to it."""
        return await asyncpg.connect(**{**database.connection_parameters(), "database": self.name})

    async def run(self, step: str) -> Any:
        """Do a step of `tests.portal.upgrading` to it; returns what it told."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.portal.upgrading", step, self._url),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        output, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()[-3000:]
        return json.loads(output.splitlines()[-1])


async def _statement(sql: str) -> None:
    connection = await asyncpg.connect(**database.connection_parameters())
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def template(database_url: str) -> AsyncIterator[Installation]:
    """An installation of the earlier version, with rows of every kind; to be copied."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    made = Installation(database_url, f"earlier_{worker}")
    await _statement(f'DROP DATABASE IF EXISTS "{made.name}"')
    await _statement(f'CREATE DATABASE "{made.name}"')
    await made.run("build")
    yield made
    await _statement(f'DROP DATABASE "{made.name}" WITH (FORCE)')


@pytest_asyncio.fixture(loop_scope="session")
async def earlier(database_url: str, template: Installation) -> AsyncIterator[Installation]:
    """An installation of the earlier version."""
    copy = Installation(database_url, f"{template.name}_copy")
    await _statement(f'DROP DATABASE IF EXISTS "{copy.name}" WITH (FORCE)')
    await _statement(f'CREATE DATABASE "{copy.name}" TEMPLATE "{template.name}"')
    yield copy
    await _statement(f'DROP DATABASE "{copy.name}" WITH (FORCE)')


async def test_the_rows_are_of_every_kind(earlier: Installation):
    tables = await _tables(earlier)
    assert [name for name, table in tables.items() if not table.rows] == []


async def test_an_upgrade_loses_nothing_and_changes_what_it_says(earlier: Installation):
    before = await _tables(earlier)
    await earlier.run("upgrade")
    after = await _tables(earlier)
    for emptied in ("search_outbox", "search_push_failure"):
        assert before.pop(emptied).rows
        assert not after[emptied].rows
    changes = _changes(before, after)
    assert changes.keys() == CHANGES.keys()
    for what, value in CHANGES.items():
        assert value is ... or changes[what] == value
    names = {row["name"]: row["name_en"] for row in after["organisation"].rows}
    assert names["見本スタートアップ株式会社"] == "Sample Startup Inc."
    assert {row["name"]: row["name_en"] for row in after["organisation_name"].rows} == names


async def test_an_upgraded_database_is_like_a_new_one(earlier: Installation, database_url: str):
    await earlier.run("upgrade")
    new = Installation(database_url, database.connection_parameters()["database"])
    for kind, query in CATALOGUE.items():
        upgraded, fresh = await _catalogue(earlier, query), await _catalogue(new, query)
        assert len(fresh) > 5 or kind == "sequences"
        assert (upgraded - fresh, fresh - upgraded) == (set(), set()), kind


async def test_an_upgraded_installation_goes_on(earlier: Installation):
    connection = await earlier.connect()
    # The index was lost, and somebody took a solution's id before that was refused.
    await connection.execute("DELETE FROM search_document")
    await connection.execute(
        "INSERT INTO organisation (id, kind, name, created_at) "
        "SELECT id, 'startup', '社', now() FROM solution ORDER BY id LIMIT 1"
    )
    await connection.close()
    await earlier.run("upgrade")
    told = await earlier.run("use")
    assert told["indexed"].keys() == {"challenge", "solution", "startup", "contest", "certified"}
    assert told["refused"]
    assert told["waiting"] == 0
    assert told["trail"] == []
    failed = [one for one in told["answers"] if isinstance(one[3], int) and one[3] >= 500]
    assert failed == []
    shown = {path for who, path, _address, answer in told["answers"] if answer == 200}
    for kind in ("challenge", "solution", "startup", "contest", "pilot", "certification"):
        assert any(f"{{{kind}_id:uuid}}" in path for path in shown), kind
    assert len(shown) > 100


HELD = {
    "search_outbox": "INSERT INTO search_outbox (document, revision, gone, queued_at) "
    "VALUES (gen_random_uuid(), 100, false, now())",
    "search_push_failure": "INSERT INTO search_push_failure (document, revision, code, detail, "
    "attempts, failed_at, retry_at) VALUES (gen_random_uuid(), 1, 'a', 'b', 1, now(), now())",
    "account": "INSERT INTO account (id, email, name, state, language, created_at) "
    "VALUES (gen_random_uuid(), 'late@people.example', '人', 'active', 'ja', now())",
}


@pytest.mark.parametrize("table", HELD)
async def test_an_upgrade_waits_for_those_who_are_writing(earlier: Installation, table: str):
    connection = await earlier.connect()
    writing = connection.transaction()
    await writing.start()
    await connection.execute(HELD[table])
    upgrade = asyncio.create_task(earlier.run("upgrade"))
    await _blocked(earlier)
    await writing.commit()
    await connection.close()
    await upgrade


async def test_an_upgrade_that_fails_changes_nothing(earlier: Installation):
    before = await _catalogue(earlier, CATALOGUE["columns"])
    connection = await earlier.connect()
    # The last area's migration finds its index missing.
    await connection.execute("DROP INDEX certification_number_once")
    with pytest.raises(AssertionError, match="T22:10"):
        await earlier.run("upgrade")
    assert await _catalogue(earlier, CATALOGUE["columns"]) == before
    assert not await connection.fetchval("SELECT count(*) FROM migration WHERE name > '2026-11-25'")
    await connection.close()


async def _blocked(installation: Installation) -> None:
    connection = await installation.connect()
    try:
        for _try in range(1000):
            if await connection.fetchval(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = $1 AND cardinality(pg_blocking_pids(pid)) > 0",
                installation.name,
            ):
                return
            await asyncio.sleep(0.05)
        raise AssertionError("the upgrade waited for nobody")
    finally:
        await connection.close()


async def _catalogue(installation: Installation, query: str) -> set[str]:
    connection = await installation.connect()
    try:
        return {row[0] for row in await connection.fetch(query)}
    finally:
        await connection.close()


async def _tables(installation: Installation) -> Tables:
    """Every table but those of the queue and of the schema itself."""
    connection = await installation.connect()
    try:
        tables = await connection.fetch(
            "SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS keys "
            "FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary "
            "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey) "
            "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' "
            "AND c.relname NOT LIKE 'procrastinate%' AND c.relname <> 'migration' "
            "GROUP BY c.relname"
        )
        found = {}
        for table in tables:
            rows = await connection.fetch(f'SELECT to_jsonb(t)::text FROM "{table["name"]}" t')
            found[table["name"]] = Table(table["keys"], [json.loads(row[0]) for row in rows])
        return found
    finally:
        await connection.close()


def _changes(before: Tables, after: Tables) -> dict[tuple[str, ...], Any]:
    """What was there and is gone (by table and key) or another now (by table, key and column)."""
    found: dict[tuple[str, ...], Any] = {}
    for name, table in before.items():
        renamed = {column: RENAMED.get((name, column), column) for column in table.columns()}
        there = {_key(row, [renamed[key] for key in table.keys]): row for row in after[name].rows}
        for row in table.rows:
            key = _key(row, table.keys)
            now = there.get(key)
            if now is None:
                found[name, key] = "gone"
                continue
            for column, value in row.items():
                if now[renamed[column]] != value:
                    found[name, key, column] = now[renamed[column]]
    return found


def _key(row: dict[str, Any], keys: list[str]) -> str:
    return " ".join(str(row[key]) for key in keys)
