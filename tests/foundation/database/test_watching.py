"""The embedded server comes back when it was killed, once, and stays stopped when it was stopped."""

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import asyncpg
import pytest
from structlog.testing import capture_logs

from foundation.database import is_passing
from foundation.database.embedded import EmbeddedPostgres
from foundation.database.watching import kept_running
from tests.foundation.database.test_embedded import FAST, ask

BACK_SECONDS = 20.0


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ks-watching-") as name:
        Path(name).chmod(0o755)
        yield Path(name) / "postgres"


def ask_until_it_answers(url: str, sql: str) -> object:
    deadline = time.monotonic() + BACK_SECONDS
    while True:
        try:
            return ask(url, sql)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            assert isinstance(error, OSError) or is_passing(error)
            assert time.monotonic() < deadline, "it did not come back"
            time.sleep(0.1)


def test_a_killed_server_is_started_again_by_one_of_those_who_use_it(folder: Path):
    users = [EmbeddedPostgres(folder, options=FAST) for _ in range(3)]
    with capture_logs() as logs, ExitStack() as watching:
        for user in users:
            url = user.start()
            watching.callback(user.stop)
            watching.enter_context(kept_running(user))
        ask(url, "CREATE TABLE kept AS SELECT 42 AS n")
        for _round in range(2):
            killed = users[0].process_id
            os.kill(killed, signal.SIGKILL)
            time.sleep(0.1)
            assert ask_until_it_answers(url, "SELECT n FROM kept") == 42
            assert users[0].process_id != killed
        time.sleep(1.5)
    assert [one["event"] for one in logs] == ["database_restarted"] * 2


def test_a_server_that_everybody_left_stays_stopped(folder: Path):
    server = EmbeddedPostgres(folder, options=FAST)
    server.start()
    with kept_running(server):
        pass
    server.stop()
    time.sleep(1.5)
    assert server.process_id is None


def test_one_that_cannot_be_started_is_tried_again(folder: Path):
    server = EmbeddedPostgres(folder, options=FAST)
    url = server.start()
    settings = server.cluster / "postgresql.conf"
    sound = settings.read_text()
    with capture_logs() as logs, kept_running(server):
        settings.write_text(sound + "\nno_such_setting = on\n")
        os.kill(server.process_id, signal.SIGKILL)
        deadline = time.monotonic() + BACK_SECONDS
        while not logs and time.monotonic() < deadline:
            time.sleep(0.1)
        settings.write_text(sound)
        assert ask_until_it_answers(url, "SELECT 1") == 1
    server.stop()
    assert logs[0]["event"] == "database_not_restarted"
