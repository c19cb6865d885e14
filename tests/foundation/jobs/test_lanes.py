"""Work of one kind never waits for work of another."""

import asyncio

import pytest

from foundation.database import execute, fetch, fetch_value, transaction
from foundation.jobs import Lane, enqueue, lane_stats
from foundation.jobs.lanes import RESERVED, places
from foundation.jobs.registry import registered, task
from foundation.mail import queue_mail
from matching.alerts.sending.ledger import REVIEWER
from tests.foundation.jobs.test_worker import until, working

pytestmark = pytest.mark.usefixtures("db")

begun: list[str] = []
running: dict[str, int] = {}
most: dict[str, int] = {}
released = asyncio.Event()


@task("tests.lanes_short", lane=Lane.BACKGROUND)
async def short() -> None:
    begun.append("short")


@pytest.fixture(autouse=True)
def _forget():
    for kept in (begun, running, most):
        kept.clear()
    released.clear()


@task("tests.lanes_occupy")
async def occupy(lane_name: str) -> None:
    begun.append(lane_name)
    running[lane_name] = running.get(lane_name, 0) + 1
    most[lane_name] = max(most.get(lane_name, 0), running[lane_name])
    try:
        await released.wait()
    finally:
        running[lane_name] -= 1


async def queue(lane: Lane, count: int = 1) -> None:
    async with transaction():
        for _ in range(count):
            await enqueue("tests.lanes_occupy", lane=lane, lane_name=lane.value)


@pytest.mark.parametrize("full", list(Lane))
async def test_a_full_lane_holds_up_no_other(settings, full):
    await queue(full, 40)
    async with working(settings):
        await until(lambda: _is(running.get(full.value) == places(4)[full]))
        others = [lane for lane in Lane if lane is not full]
        for lane in others:
            await queue(lane)
        # all begin while every place of the full lane is still taken
        await until(lambda: _is({lane.value for lane in others} <= set(begun)))
        released.set()
        await until(lambda: _is(begun.count(full.value) == 40))
    assert most[full.value] == places(4)[full]


async def test_a_place_that_is_free_is_taken_at_once(settings, monkeypatch):
    monkeypatch.setattr("foundation.jobs.worker.POLLING_SECONDS", 30.0)
    async with transaction():
        for _ in range(60):
            await enqueue("tests.lanes_short")
    async with working(settings):
        await until(lambda: _is(begun.count("short") == 60), seconds=10)


async def test_a_place_is_free_again_after_a_job_that_failed(settings, monkeypatch):
    monkeypatch.setattr("foundation.jobs.worker.POLLING_SECONDS", 30.0)
    async with transaction():
        for _ in range(RESERVED[Lane.URGENT] * 3):
            await enqueue("tests.lanes_occupy", lane=Lane.URGENT, unknown="an argument too many")
        await enqueue("tests.lanes_occupy", lane=Lane.URGENT, lane_name="after")
    async with working(settings):
        await until(lambda: _is("after" in begun))
        released.set()


async def test_what_was_queued_before_there_were_lanes_is_done(settings):
    async with transaction():
        await enqueue("tests.lanes_short", lane=Lane.DEFAULT)
    async with working(settings):
        await until(lambda: _is("short" in begun))


async def test_the_trail_has_a_lane_of_its_own():
    of_lane = {name for name, one in registered().items() if one.lane is Lane.SEALING}
    assert of_lane == {"audit.seal", "audit.export_head"}


async def test_mail_stands_in_its_lane_urgent_mail_before_it_and_reviewed_mail_behind():
    async with transaction():
        await queue_mail("a@example.jp", "s", "b", "ordinary")
        await queue_mail("a@example.jp", "s", "b", "reset", urgent=True)
        await queue_mail("a@example.jp", "s", "b", "fits", review=REVIEWER)
    rows = await fetch("SELECT queue_name FROM procrastinate_jobs ORDER BY id")
    assert [row["queue_name"] for row in rows] == ["mail", "urgent", "background"]


async def test_what_waits_is_counted_by_lane():
    await queue(Lane.MAIL, 3)
    await execute("UPDATE procrastinate_events SET at = now() - interval '1 minute'")
    async with transaction():
        await enqueue("tests.lanes_short", lane=Lane.DEFAULT)
    found = {one.lane: one for one in await lane_stats()}
    assert set(found) == set(Lane)
    assert {lane: one.waiting for lane, one in found.items() if one.waiting} == {
        Lane.MAIL: 3,
        Lane.DEFAULT: 1,
    }
    assert 59 < found[Lane.MAIL].oldest_seconds < 90
    assert found[Lane.DEFAULT].oldest_seconds < 30
    assert found[Lane.SEALING].oldest_seconds == 0
    assert await fetch_value("SELECT count(*) FROM procrastinate_jobs") == 4


async def _is(value: bool) -> bool:
    return value
