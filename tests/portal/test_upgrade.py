"""Databases of earlier versions are brought along."""

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from foundation import database
from portal.piccolo_conf import APP_REGISTRY
from scripts.ports import free_port
from tests.command_line import run
from tests.portal.cli.served import environment
from tests.portal.upgrading import TOLD

HALF = """
DELETE FROM migration WHERE app_name = 'identity' AND name > '2026-11-30T23';
"""
"""Makes of it an installation that an even earlier version left: two of identity's changes lack."""

CATALOGUE = {
    "columns": """
        SELECT format('%s.%s %s null=%s default=%s', c.relname, a.attname,
                      format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
                      nullif(pg_get_expr(d.adbin, d.adrelid), 'NULL::character varying'))
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
           AND a.attnum > 0 AND NOT a.attisdropped""",
    "constraints": """
        SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "storage": """
        SELECT format('%s.%s %s %s', c.relname, a.attname, a.attstorage, c.reloptions)
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
           AND a.attnum > 0 AND NOT a.attisdropped""",
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


Tables = dict[str, list[dict[str, Any]]]
"""Rows by table."""


class Installation:
    """A database of its own, and what is done to it by processes of their own."""

    def __init__(self, url: str, name: str) -> None:
        self.name = name
        here = database.connection_parameters()["database"]
        self.url = url.replace(f"/{here}?", f"/{name}?")

    async def connect(self) -> asyncpg.Connection:
        """A connection to it."""
        return await asyncpg.connect(**{**database.connection_parameters(), "database": self.name})

    async def run(self, *steps: str) -> list[Any]:
        """Do steps of `tests.portal.upgrading` to it; returns what each of them told."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.portal.upgrading", self.url, *steps),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        output, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()[-3000:]
        lines = output.decode().splitlines()
        return [json.loads(line.removeprefix(TOLD)) for line in lines if line.startswith(TOLD)]


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
    assert [name for name, rows in tables.items() if not rows] == []


def stacked() -> list[list[str]]:
    """(app, id) of the migrations that came after the baselines."""
    folders = {
        app.app_name: Path(app.resolved_migrations_folder_path)
        for app in APP_REGISTRY.app_configs.values()
    }
    texts = [
        (name, file.read_text("utf-8"))
        for name, folder in folders.items()
        for file in folder.glob("*_20*.py")
    ]
    return sorted(
        [name, re.findall(r'^ID = "(.*)"', text, re.MULTILINE)[0]] for name, text in texts
    )


async def test_an_upgrade_runs_what_came_after_the_baselines_and_changes_no_row(
    earlier: Installation,
):
    before = await _tables(earlier)
    fits, ran, fits_then, ran_again = await earlier.run("fits", "upgrade", "fits", "upgrade")
    later = stacked()
    assert (fits["pending"], fits["unknown"], fits["halfway"]) == (later, [], [])
    assert fits_then == {**fits, "pending": []}
    assert (ran, ran_again) == (later, [])
    assert _of_then(await _tables(earlier), before) == _of_then(before, before)
    applied = "SELECT app_name || ' ' || name FROM migration"
    assert len(await _catalogue(earlier, applied)) == len(APP_REGISTRY.app_configs) + len(later)


async def test_what_an_even_earlier_version_left_is_refused(earlier: Installation):
    await _do(earlier, HALF)
    before = await _tables(earlier)
    applied = await _catalogue(earlier, "SELECT format('%s', m) FROM migration m")
    (fits,) = await earlier.run("fits")
    assert fits["pending"] == sorted([["identity", "2026-12-01T00:00:00:000000"], *stacked()])
    assert [app for app, _name in fits["halfway"]] == ["identity", "identity"]
    assert fits["unknown"] == []
    with pytest.raises(AssertionError, match=r"HalfUpgraded.*identity 2026-11-30T23:04"):
        await earlier.run("upgrade")
    assert await _tables(earlier) == before
    assert await _catalogue(earlier, "SELECT format('%s', m) FROM migration m") == applied


@pytest.mark.parametrize(
    ("words", "language", "says"),
    [
        (("migrate",), "ja", "まず2026年11月30日の版で"),
        (("serve", "--port", str(free_port())), "en", "with the version of 30 November 2026 first"),
        (("doctor",), "en", "with the version of 30 November 2026 first"),
    ],
)
async def test_the_commands_say_which_version_comes_first(
    earlier: Installation, tmp_path: Path, words: tuple[str, ...], language: str, says: str
):
    await _do(earlier, HALF)
    variables = environment(database_url=earlier.url, data_dir=tmp_path, language=language)
    ended = await asyncio.to_thread(run, *words, variables=variables)
    assert ended.code == 1
    assert says in ended.out + ended.err


async def test_an_upgraded_database_is_like_a_new_one(earlier: Installation, database_url: str):
    await earlier.run("upgrade")
    new = Installation(database_url, database.connection_parameters()["database"])
    for kind, query in CATALOGUE.items():
        upgraded = {_plain(one) for one in await _catalogue(earlier, query)}
        fresh = {_plain(one) for one in await _catalogue(new, query)}
        assert len(fresh) > 5 or kind == "sequences"
        assert (upgraded - fresh, fresh - upgraded) == (set(), set()), kind


async def test_an_upgraded_installation_goes_on(earlier: Installation):
    connection = await earlier.connect()
    # The index was lost; a job to fill it waits.
    await connection.execute("DELETE FROM search_document")
    await connection.close()
    _ran, told = await earlier.run("upgrade", "use")
    assert {"challenge", "solution", "startup", "contest", "certified"} <= told["indexed"].keys()
    assert told["refused"]
    assert told["trail"] == []
    failed = [one for one in told["answers"] if isinstance(one[3], int) and one[3] >= 500]
    assert failed == []
    shown = {path for who, path, _address, answer in told["answers"] if answer == 200}
    for kind in ("challenge", "solution", "startup", "contest", "pilot", "certification"):
        assert any(f"{{{kind}_id:uuid}}" in path for path in shown), kind
    assert len(shown) > 100


def _plain(definition: str) -> str:
    # A restored dump casts each element of a list, where the statement as written casts the list.
    return re.sub(r"::(character varying|text)(\[\])?|[()]", "", definition)


async def _do(installation: Installation, sql: str) -> None:
    connection = await installation.connect()
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


async def _catalogue(installation: Installation, query: str) -> set[str]:
    connection = await installation.connect()
    try:
        return {row[0] for row in await connection.fetch(query)}
    finally:
        await connection.close()


def _of_then(tables: Tables, then: Tables) -> dict[str, list[str]]:
    """Rows as text, of the tables and columns of then: what came after may add to them."""
    return {
        table: sorted(
            json.dumps({name: row[name] for name in sorted(rows[0]) if name in row})
            for row in tables[table]
        )
        for table, rows in then.items()
    }


async def _tables(installation: Installation) -> Tables:
    """Every table but those of the queue and of the schema itself."""
    connection = await installation.connect()
    try:
        names = await connection.fetch(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
            "AND tablename NOT LIKE 'procrastinate%' AND tablename <> 'migration'"
        )
        found = {}
        for (table,) in names:
            rows = await connection.fetch(f'SELECT to_jsonb(t)::text FROM "{table}" t')
            found[table] = [json.loads(row[0]) for row in rows]
        return found
    finally:
        await connection.close()
