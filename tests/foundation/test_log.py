"""The log says what failed and where, and nothing that people wrote."""

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psycopg
import pytest
import structlog
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from foundation import log
from foundation.database import execute, transaction
from scripts.ports import free_port

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the configuration of the other tests alone."""
    kept, root = structlog.get_config(), logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    structlog.configure(**kept)
    root.handlers = handlers
    root.setLevel(level)


@pytest.mark.parametrize("readable", [True, False])
async def test_tracebacks_name_no_values(readable: bool, capsys: pytest.CaptureFixture[str]):
    log.set_up(readable=readable)
    written = "tanaka@people.example"
    try:
        async with transaction():
            await execute("CREATE TEMPORARY TABLE address (email text UNIQUE) ON COMMIT DROP")
            await execute("INSERT INTO address VALUES ($1), ($1)", written)
    except Exception as error:
        structlog.get_logger().error("fault", exc_info=error)
    said = capsys.readouterr().err
    assert "UniqueViolationError" in said
    assert written not in said
    if not readable:
        assert json.loads(said)["event"] == "fault"


@pytest.mark.parametrize("readable", [True, False])
def test_keys_in_a_path_are_not_logged(readable: bool, capsys: pytest.CaptureFixture[str]):
    log.set_up(readable=readable)
    signature = "s1gnatur3" * 3
    one = "01a20f35-d70d-7630-b703-57f10492ea6c"
    path = f"/en/stop/challenge_fits.{'0' * 32}.{signature}/resume"
    structlog.get_logger().info("request", path=path)
    structlog.get_logger().info("request", path=f"/api/v1/challenges/{one}/matches/{one}")
    said = capsys.readouterr().err
    assert signature not in said and "0" * 32 not in said
    assert "/en/stop/challenge_fits.00000…/resume" in said
    assert f"/api/v1/challenges/{one}/matches/{one}" in said


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


async def test_a_pool_whose_database_is_away_writes_json(capsys: pytest.CaptureFixture[str]):
    log.set_up(readable=False)
    away = f"host=127.0.0.1 port={free_port()} dbname=x connect_timeout=1"
    async with AsyncConnectionPool(away, min_size=1, open=False) as pool:
        with suppress(PoolTimeout):
            await pool.wait(timeout=0.5)
    said = lines(capsys)
    assert said
    assert all(
        (line["logger"], line["level"]) == ("psycopg.pool", "warning") and line["timestamp"]
        for line in said
    )


@pytest.mark.parametrize("readable", [True, False])
async def test_what_libraries_say_names_no_values(
    readable: bool, capsys: pytest.CaptureFixture[str], database_url: str
):
    log.set_up(readable=readable)
    written = "tanaka@people.example"
    library = logging.getLogger("procrastinate.worker")
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        await connection.execute("CREATE TEMPORARY TABLE address (email text UNIQUE)")
        try:
            await connection.execute(
                "INSERT INTO address VALUES (%(at)s), (%(at)s)", {"at": written}
            )
        except psycopg.Error as error:
            library.error("job %s failed: %s", 5, error)
            library.exception("job failed")
        await connection.rollback()
    library.info("nobody needs this")
    said = capsys.readouterr().err
    assert written not in said
    assert "job 5 failed: duplicate key value violates unique constraint" in said
    assert "UniqueViolation" in said and "nobody needs this" not in said
    if not readable:
        assert [json.loads(line)["level"] for line in said.splitlines()] == ["error", "error"]
