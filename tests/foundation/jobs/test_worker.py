"""The real worker: prompt, stubborn, and heir to workers that died."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from foundation.database import execute, fetch_one, fetch_value, transaction
from foundation.jobs import enqueue, run_worker, workers_alive
from foundation.jobs.registry import periodic, task
from foundation.settings import Settings

pytestmark = pytest.mark.usefixtures("db")

seen: list[object] = []
released = asyncio.Event()


@task("tests.worker_note")
async def note(word: str) -> None:
    seen.append(word)


@task("tests.worker_once_more", attempts=2)
async def once_more() -> None:
    seen.append("tried")
    raise RuntimeError("not today")


@task("tests.worker_waits")
async def waits(word: str) -> None:
    seen.append(word)
    await released.wait()
    raise RuntimeError("superseded")


@periodic("tests.worker_clock", cron="* * * * * *")
async def clock() -> None:
    seen.append("tick")


@pytest.fixture(autouse=True)
def _forget():
    seen.clear()
    released.clear()


@asynccontextmanager
async def working(settings: Settings, **options: float) -> AsyncIterator[None]:
    worker = asyncio.create_task(run_worker(settings, 4, **options))
    try:
        yield
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < deadline, "waited in vain"
        await asyncio.sleep(0.05)


async def status_of(job: int) -> str:
    row = await fetch_one("SELECT status FROM procrastinate_jobs WHERE id = $1", job)
    return row["status"] if row else "gone"


async def test_a_job_runs_soon_after_commit_and_the_worker_signs_off(settings):
    async with working(settings):
        await until(lambda: _true(workers_alive()))
        async with transaction():
            job = await enqueue("tests.worker_note", word="早く")
        begun = time.monotonic()
        await until(lambda: _is(job, "succeeded"))
        assert time.monotonic() - begun < 2
        assert "早く" in seen
    assert await workers_alive() == 0


async def test_a_failed_job_is_tried_again_later_and_kept_after_its_last_try(settings):
    async with transaction():
        job = await enqueue("tests.worker_once_more")
    async with working(settings):
        await until(lambda: _is(job, "todo", attempts=1))
        wait = await fetch_value(
            "SELECT scheduled_at - now() FROM procrastinate_jobs WHERE id = $1", job
        )
        assert 3 < wait.total_seconds() <= 5
        await execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE id = $1", job)
        await until(lambda: _is(job, "failed", attempts=2))


async def test_a_retry_gives_way_to_a_newer_job_of_its_key(settings):
    async with transaction():
        older = await enqueue("tests.worker_waits", key="k", word="older")
    async with working(settings):
        await until(lambda: _is(older, "doing"))
        async with transaction():
            newer = await enqueue("tests.worker_waits", key="k", word="newer")
        released.set()
        await until(lambda: _is(older, "aborted"))
        await until(lambda: _is(newer, "todo", attempts=1))
    assert [word for word in seen if word != "tick"] == ["older", "newer"]


async def test_a_shutdown_queues_again_what_it_cut_off(settings, monkeypatch):
    monkeypatch.setattr("foundation.jobs.worker.SHUTDOWN_SECONDS", 0.1)
    async with transaction():
        job = await enqueue("tests.worker_waits", word="cut off")
    async with working(settings):
        await until(lambda: _is(job, "doing"))
    assert await status_of(job) == "todo"


async def test_schedules_run_without_leaving_rows(settings):
    async with working(settings):
        await until(lambda: _true(_count("tick")))
    remaining = await fetch_value(
        "SELECT count(*) FROM procrastinate_jobs "
        "WHERE task_name = 'tests.worker_clock' AND status = 'succeeded'"
    )
    assert remaining == 0


async def test_the_worker_outlives_its_connections(settings, monkeypatch):
    monkeypatch.setattr("foundation.jobs.worker.RESTART_SECONDS", 0.1)
    async with working(settings):
        await until(lambda: _true(workers_alive()))
        await execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'king-salmon-worker' AND datname = current_database()"
        )
        async with transaction():
            job = await enqueue("tests.worker_note", word="after")
        await until(lambda: _is(job, "succeeded"), seconds=20)


async def test_a_worker_pruned_while_it_was_busy_comes_back(settings, monkeypatch):
    monkeypatch.setattr("foundation.jobs.worker.RESTART_SECONDS", 0.1)
    async with working(settings):
        await until(lambda: _true(workers_alive()))
        await execute("DELETE FROM procrastinate_workers")
        async with transaction():
            job = await enqueue("tests.worker_note", word="after")
        await until(lambda: _is(job, "succeeded"), seconds=20)


async def test_jobs_of_a_killed_worker_are_taken_up(settings, database_url):
    async with transaction():
        job = await enqueue("tests.worker_waits", word="taken up")
    victim = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _VICTIM,
        database_url,
        cwd=Path(__file__).parents[3],
        start_new_session=True,
    )
    try:
        await until(lambda: _is(job, "doing"), seconds=20)
    finally:
        os.killpg(victim.pid, signal.SIGKILL)
        await victim.wait()
    assert await status_of(job) == "doing"
    async with working(settings, heartbeat=0.5, stalled_after=2.0):
        await until(lambda: _true(_count("taken up")), seconds=15)
        assert await fetch_value("SELECT attempts FROM procrastinate_jobs WHERE id = $1", job) == 1
        released.set()


_VICTIM = """
import asyncio, sys
from foundation import database
from foundation.jobs import run_worker
from foundation.jobs.registry import task
from foundation.settings import Settings

@task("tests.worker_waits")
async def waits(word):
    await asyncio.Event().wait()

async def main():
    database.configure(sys.argv[1])
    async with database.pool(size=2):
        await run_worker(Settings(demo=True), 1, heartbeat=0.5, stalled_after=2.0)

asyncio.run(main())
"""


async def _true(value: Awaitable[int]) -> bool:
    return bool(await value)


async def _count(word: str) -> int:
    return seen.count(word)


async def _is(job: int, status: str, attempts: int | None = None) -> bool:
    row = await fetch_one("SELECT status, attempts FROM procrastinate_jobs WHERE id = $1", job)
    assert row is not None
    return row["status"] == status and attempts in (None, row["attempts"])


async def test_a_job_that_takes_every_worker_down_is_given_up(settings):
    async with transaction():
        job = await enqueue("tests.worker_note", word="deadly")
    await execute(
        "UPDATE procrastinate_jobs SET status = 'doing', attempts = 19 WHERE id = $1", job
    )
    async with working(settings):
        await until(lambda: _is(job, "failed"))
    assert "deadly" not in seen
