"""`run_pending` does in a test what the worker does in an installation."""

from datetime import timedelta
from typing import Any

import pytest

from foundation import i18n
from foundation.database import NestedTransaction, fetch_value, in_transaction, transaction
from foundation.jobs import attempt, enqueue, failed_jobs, queue_stats, run_pending
from foundation.jobs.registry import task

pytestmark = pytest.mark.usefixtures("db")

seen: list[Any] = []


@task("tests.pending_first")
async def first(number: int) -> None:
    seen.append(number)
    assert not in_transaction()
    if number > 0:
        async with transaction():
            await enqueue("tests.pending_first", number=number - 1)


@task("tests.pending_fails", attempts=3)
async def fails() -> None:
    seen.append(attempt())
    raise ValueError("no")


@task("tests.pending_language")
async def language() -> None:
    seen.append(i18n.language())


@pytest.fixture(autouse=True)
def _forget():
    seen.clear()


async def test_it_runs_what_is_queued_and_what_that_queues():
    async with transaction():
        await enqueue("tests.pending_first", number=2)
    assert await run_pending() == 3
    assert seen == [2, 1, 0]
    assert await run_pending() == 0


async def test_delayed_jobs_wait_unless_asked_for():
    async with transaction():
        await enqueue("tests.pending_first", delay=timedelta(hours=1), number=0)
    assert await run_pending() == 0
    assert await run_pending(delayed=True) == 1


async def test_a_failing_handler_is_heard_and_its_job_kept():
    async with transaction():
        await enqueue("tests.pending_fails")
    with pytest.raises(ValueError, match="no"):
        await run_pending()
    (job,) = await failed_jobs()
    assert (job.name, job.attempts) == ("tests.pending_fails", 1)
    assert job.failed_at is not None
    (stats,) = await queue_stats()
    assert (stats.failed, stats.waiting) == (1, 0)
    assert [(a.number, a.last) for a in seen] == [(1, False)]


async def test_handlers_speak_japanese_whoever_queued_the_job():
    with i18n.using_language("en"):
        async with transaction():
            await enqueue("tests.pending_language")
        await run_pending()
    assert seen == ["ja"]


async def test_it_refuses_to_run_inside_a_transaction():
    async with transaction():
        with pytest.raises(NestedTransaction):
            await run_pending()


async def test_it_leaves_no_worker_behind():
    await run_pending()
    assert await fetch_value("SELECT count(*) FROM procrastinate_workers") == 0


async def test_queue_stats_tell_what_waits_and_since_when():
    async with transaction():
        await enqueue("tests.pending_first", number=0)
        await enqueue("tests.pending_first", delay=timedelta(hours=1), number=0)
    (stats,) = await queue_stats()
    assert (stats.name, stats.waiting, stats.delayed) == ("tests.pending_first", 1, 1)
    assert stats.oldest_waiting is not None
