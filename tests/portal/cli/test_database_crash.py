"""The embedded database is killed under a running server: a short 503, then all as before."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from foundation.database import DATABASE_ERRORS
from foundation.database.embedded import EmbeddedPostgres
from tests.command_line import run
from tests.foundation.database.test_embedded import parameters
from tests.portal.cli.served import Served, environment, served, until

BACK_SECONDS = 30.0
JOB_SECONDS = 60.0
# What ended well leaves no row.
DONE = "SELECT NOT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE id = $1)"
TICKS = "SELECT max(id) FROM procrastinate_periodic_defers"


@pytest.fixture(scope="module")
def data_dir() -> Iterator[Path]:
    """A folder with a migrated database of its own."""
    with tempfile.TemporaryDirectory(prefix="ks-crash-") as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "data"
        assert run("migrate", variables=environment(data_dir=folder)).code == 0
        yield folder


class Database:
    """The served database, from outside."""

    def __init__(self, data_dir: Path) -> None:
        self._server = EmbeddedPostgres(data_dir / "postgres")
        folder = self._server._socket_folder()
        self._url = f"postgresql://postgres@/king_salmon?host={folder}"

    def kill(self) -> None:
        """As the kernel does where memory is short."""
        os.kill(int(self._server.process_id or 0), signal.SIGKILL)

    def ask(self, sql: str, *arguments: Any) -> Any:
        async def connect_and_ask() -> Any:
            connection = await asyncpg.connect(**parameters(self._url))
            try:
                return await connection.fetchval(sql, *arguments)
            finally:
                await connection.close()

        return asyncio.run(connect_and_ask())

    def says(self, sql: str, *arguments: Any) -> bool:
        try:
            return bool(self.ask(sql, *arguments))
        except DATABASE_ERRORS:
            return False

    def queue_a_job(self) -> int:
        return int(
            self.ask(
                "SELECT enqueue_job('default', 'jobs.clear_finished', 0, NULL, '{}'::jsonb, NULL)"
            )
        )


def statuses_until_well(server: Served, seconds: float = BACK_SECONDS) -> list[int]:
    """What a page that asks the database answers, until it is well again."""
    deadline, seen = time.monotonic() + seconds, []
    while time.monotonic() < deadline:
        answer = httpx.get(server.url + "/challenges", timeout=10)
        seen.append(answer.status_code)
        if answer.status_code == 200:
            return seen
        assert int(answer.headers["Retry-After"]) > 0
        time.sleep(0.05)
    raise AssertionError(f"not well again: {seen[-5:]}\n{server.log[-4000:]}")


def wait_for(database: Database, server: Served, sql: str, value: int) -> None:
    until(lambda: database.says(sql, value), JOB_SECONDS, lambda: server.log[-4000:])


@pytest.mark.slow
def test_requests_and_jobs_survive_a_crash_of_the_database(data_dir: Path):
    with served(data_dir=data_dir, worker_in_app=True) as server:
        database = Database(data_dir)
        for _round in range(2):
            assert server.status("/challenges") == 200
            database.kill()
            seen = statuses_until_well(server)
            assert set(seen) == {503, 200}
            server.wait_for(200, seconds=BACK_SECONDS)
            job, ticks = database.queue_a_job(), database.ask(TICKS) or 0
            wait_for(database, server, DONE, job)
            wait_for(database, server, f"SELECT ({TICKS}) > $1", ticks)
        assert server.log.count("database_restarted") == 2
        assert "fault" not in server.log
