"""A job exists exactly when its business transaction commits, once per key."""

import asyncio
import contextvars
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from foundation.database import DB, NoTransaction, fetch, fetch_value, transaction
from foundation.jobs import enqueue
from foundation.jobs.registry import task
from foundation.jobs.schema import procrastinate_schema

pytestmark = pytest.mark.usefixtures("db")


@task("tests.enqueue_noted")
async def noted(**arguments: object) -> None:
    """Do nothing."""


async def jobs() -> list[dict]:
    return await fetch("SELECT * FROM procrastinate_jobs ORDER BY id")


class Rollback(Exception):
    pass


async def test_a_rolled_back_transaction_leaves_no_job_and_a_committed_one_leaves_one():
    with pytest.raises(Rollback):
        async with transaction():
            await enqueue("tests.enqueue_noted", number=1)
            raise Rollback
    assert await jobs() == []
    async with transaction():
        await enqueue("tests.enqueue_noted", number=2)
    (job,) = await jobs()
    assert job["args"] == {"number": 2}
    assert job["task_name"] == "tests.enqueue_noted"
    assert (job["status"], job["scheduled_at"], job["lock"]) == ("todo", None, None)


async def test_queueing_needs_an_open_transaction():
    with pytest.raises(NoTransaction):
        await enqueue("tests.enqueue_noted")


async def test_an_unknown_task_is_refused_when_it_is_queued():
    async with transaction():
        with pytest.raises(LookupError, match=r"tests\.nobody"):
            await enqueue("tests.nobody")


async def test_arguments_are_stored_as_json():
    async with transaction():
        await enqueue(
            "tests.enqueue_noted",
            record=UUID(int=7),
            at=datetime(2026, 11, 24, tzinfo=UTC),
            words=["腰痛"],
        )
    (job,) = await jobs()
    assert job["args"] == {
        "record": "00000000-0000-0000-0000-000000000007",
        "at": "2026-11-24T00:00:00Z",
        "words": ["腰痛"],
    }


async def test_a_delayed_job_waits_by_the_database_clock():
    async with transaction():
        await enqueue("tests.enqueue_noted", delay=timedelta(minutes=5))
    wait = await fetch_value("SELECT scheduled_at - now() FROM procrastinate_jobs")
    assert timedelta(minutes=4) < wait <= timedelta(minutes=5)


async def test_a_waiting_job_of_the_key_takes_the_newer_arguments_and_the_earlier_start():
    async with transaction():
        first = await enqueue("tests.enqueue_noted", key="k", delay=timedelta(hours=1), number=1)
        second = await enqueue("tests.enqueue_noted", key="k", delay=timedelta(hours=2), number=2)
    (job,) = await jobs()
    assert first == second == job["id"]
    assert job["args"] == {"number": 2}
    assert await fetch_value("SELECT scheduled_at < now() + '61 minutes' FROM procrastinate_jobs")
    async with transaction():
        await enqueue("tests.enqueue_noted", key="k", number=2)
    (job,) = await jobs()
    assert job["scheduled_at"] is None


async def test_joining_a_job_that_is_due_never_delays_it():
    async with transaction():
        await enqueue("tests.enqueue_noted", key="k", number=1)
        await enqueue("tests.enqueue_noted", key="k", delay=timedelta(hours=1), number=2)
    (job,) = await jobs()
    assert (job["args"], job["scheduled_at"]) == ({"number": 2}, None)


async def test_the_transaction_goes_on_after_joining_a_job():
    async with transaction():
        await enqueue("tests.enqueue_noted", key="k")
    async with transaction():
        await enqueue("tests.enqueue_noted", key="k")
        await enqueue("tests.enqueue_noted", key="other")
    assert len(await jobs()) == 2


async def test_two_transactions_that_queue_one_key_at_once_make_one_job():
    both_started = asyncio.Barrier(2)

    async def write(number: int) -> int:
        async with transaction():
            await both_started.wait()
            job = await enqueue("tests.enqueue_noted", key="k", number=number)
            await asyncio.sleep(0.05)
            return job

    first, second = await asyncio.gather(write(1), write(2))
    assert first == second
    assert len(await jobs()) == 1


async def test_a_joined_job_is_not_taken_up_before_the_joining_transaction_commits():
    async with transaction():
        await enqueue("tests.enqueue_noted", key="k", number=1)
    fetched = "SELECT id FROM procrastinate_fetch_job_v2(NULL, NULL)"

    async def take_up() -> object:
        return await fetch_value(fetched)

    async with transaction():
        joined = await enqueue("tests.enqueue_noted", key="k", number=1)
        during = await asyncio.create_task(take_up(), context=_outside(contextvars.copy_context()))
    assert during is None
    assert await take_up() == joined


def _outside(context):
    """The context without the open transaction."""
    context.run(DB.current_transaction.set, None)
    return context


async def test_new_work_is_queued_anew_once_the_waiting_job_has_begun():
    async with transaction():
        first = await enqueue("tests.enqueue_noted", key="k")
    await fetch_value("SELECT id FROM procrastinate_fetch_job_v2(NULL, NULL)")
    async with transaction():
        second = await enqueue("tests.enqueue_noted", key="k")
    assert first != second
    assert await fetch_value("SELECT id FROM procrastinate_fetch_job_v2(NULL, NULL)") is None, (
        "two jobs of one key never run at the same time"
    )


def test_the_schema_is_that_of_the_installed_version():
    assert "procrastinate_job_to_defer_v1" in procrastinate_schema()


def test_another_version_of_the_queue_is_refused(monkeypatch):
    monkeypatch.setattr("foundation.jobs.schema.metadata.version", lambda name: "3.11.0")
    with pytest.raises(RuntimeError, match=r"3\.11\.0 is installed"):
        procrastinate_schema()
