"""Whatever keeps a command from starting is one line that says what to do."""

import asyncio
import os
from pathlib import Path

import asyncpg
import pytest

from foundation import database
from scripts.ports import free_port
from tests.command_line import run
from tests.portal.cli.served import environment

COMMANDS = (("demo",), ("serve",), ("worker",), ("migrate",))


def start(*words: str, **settings: object) -> str:
    """What a command that does not start writes; it ends with 1."""
    port = ("--port", str(free_port())) if words[0] in ("demo", "serve") else ()
    ended = run(*words, *port, variables=environment(**settings))
    assert ended.code == 1, ended.err
    return ended.err


@pytest.mark.parametrize("words", COMMANDS)
def test_a_data_folder_that_is_a_file(words: tuple[str, ...], tmp_path: Path):
    (tmp_path / "file").write_text("")
    folder = ("--data-dir", str(tmp_path / "file")) if words == ("demo",) else ()
    said = start(*words, *folder, data_dir=tmp_path / "file")
    assert said.count("\n") == 1
    assert "KS_DATA_DIR" in said and str(tmp_path / "file") in said


@pytest.mark.parametrize("words", COMMANDS)
def test_a_database_that_does_not_answer(words: tuple[str, ...], tmp_path: Path):
    away = f"postgresql://nobody:secret@127.0.0.1:{free_port()}/none"
    said = start(*words, database_url=away, data_dir=tmp_path)
    assert said.count("\n") == 1
    assert "KS_DATABASE_URL" in said and "secret" not in said


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://a@b:port/c", "nonsense"])
def test_an_address_that_is_none(url: str, tmp_path: Path):
    said = start("migrate", database_url=url, data_dir=tmp_path)
    assert said.count("\n") == 1 and "KS_DATABASE_URL must be" in said


async def test_a_schema_of_another_version(database_url: str, db: None, tmp_path: Path):
    name = f"starts_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    here = database.connection_parameters()
    guard = await asyncpg.connect(**here)
    await guard.execute(f'DROP DATABASE IF EXISTS "{name}"')
    await guard.execute(f'CREATE DATABASE "{name}"')
    url = database_url.replace(f"/{here['database']}?", f"/{name}?")

    async def refusals() -> list[str]:
        places = {"database_url": url, "data_dir": tmp_path}
        return [await asyncio.to_thread(start, word, **places) for word in ("serve", "worker")]

    try:
        for said in await refusals():
            assert said.count("\n") == 1 and "run kingsalmon migrate" in said
        inside = await asyncpg.connect(**{**here, "database": name})
        await inside.execute(
            "CREATE TABLE migration AS SELECT 'identity' AS app_name, '2999-01-01T00:00:00' AS name"
        )
        await inside.close()
        for said in await refusals():
            assert said.count("\n") == 1 and "newer version" in said
    finally:
        await guard.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        await guard.close()
