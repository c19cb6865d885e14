"""Pushing: everything arrives, the newest last, whatever dies on the way."""

import contextlib
import random

import pytest

from foundation.database import execute, fetch
from foundation.jobs import run_pending
from matching.search.engines.port import EngineUnavailable, Fitness
from matching.search.outbox import lag, length, push
from matching.search.outbox.locks import is_rebuilding, no_pushes, rebuilding, turn_to_push
from matching.search.outbox.queries import failures
from tests.matching.search.outbox.model import ModelEngine, titles_in_postgresql
from tests.matching.search.outbox.world import indexed, new_key, queue, unindexed

STEPS = ("upsert", "upserted", "delete", "deleted")


class Death(BaseException):
    """The worker dies here."""


async def test_documents_go_in_and_those_that_left_go_out(engine: ModelEngine) -> None:
    stays, leaves = await indexed(), await indexed()
    await queue(stays, leaves)
    await push.push()
    assert set(engine.titles) == {stays, leaves}
    await unindexed(leaves)
    await queue(leaves)
    await push.push()
    assert set(engine.titles) == {stays}
    assert await fetch("SELECT * FROM search_outbox") == []


async def test_the_queued_job_pushes(engine: ModelEngine) -> None:
    document = await indexed()
    await queue(document)
    await run_pending(delayed=True)
    assert set(engine.titles) == {document}


async def test_many_go_in_batches(engine: ModelEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push, "TOGETHER", 3)
    for _ in range(7):
        await queue(await indexed())
    await push.push()
    assert engine.sent == [3, 3, 1]
    assert await length() == 0


async def test_a_few_are_gathered_and_many_are_not_kept_waiting(
    engine: ModelEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await queue(await indexed())

    monkeypatch.setattr(push, "GATHERING_SECONDS", 0.25)
    monkeypatch.setattr("matching.search.outbox.push.asyncio.sleep", sleep)
    await queue(await indexed())
    await push.push()
    assert slept == [0.25]
    assert engine.sent == [2], "what came meanwhile goes along"
    monkeypatch.setattr(push, "TOGETHER", 2)
    await queue(await indexed(), await indexed())
    await push.push()
    assert slept == [0.25]


async def test_a_change_while_it_is_pushed_is_pushed_again(engine: ModelEngine) -> None:
    document = await indexed(title="古い")
    await queue(document)
    await execute("UPDATE search_outbox SET queued_at = queued_at - interval '1 hour'")
    lags: list[float] = []

    async def meanwhile(step: str) -> None:
        if step == "upsert":
            lags.append(await lag())
        elif step == "upserted" and engine.titles[document] == "古い":
            await indexed(document, "新しい")
            await queue(document)

    engine.step = meanwhile
    await push.push()
    assert engine.titles[document] == "新しい"
    assert await length() == 0
    assert len(lags) == 2
    assert lags[0] >= 3_600
    assert lags[1] < 60, "what was pushed counts no longer"


@pytest.mark.parametrize("where", STEPS)
async def test_a_worker_that_dies_leaves_all_to_be_pushed_again(
    engine: ModelEngine, where: str
) -> None:
    stays, leaves = await indexed(), new_key()
    engine.titles[leaves] = "出た"
    await queue(stays, leaves)

    async def die(step: str) -> None:
        if step == where:
            raise Death

    engine.step = die
    with pytest.raises(Death):
        await push.push()
    assert await length() == 2
    engine.step = ModelEngine().step
    await push.push()
    assert engine.titles == await titles_in_postgresql()
    assert await length() == 0


async def test_a_poison_document_is_found_and_the_others_arrive(engine: ModelEngine) -> None:
    good = [await indexed() for _ in range(6)]
    poison = await indexed(title="毒")
    engine.poison = {poison}
    await queue(*good, poison)
    await push.push()
    assert set(engine.titles) == set(good)
    (failure,) = await failures()
    assert (failure.key, failure.title, failure.attempts) == (poison, "毒", 1)
    assert (failure.code, failure.task) == ("invalid_document_fields", 41)
    assert await length() == 1


async def test_a_refused_document_is_tried_again_later_alone_and_less_and_less_often(
    engine: ModelEngine,
) -> None:
    poison = await indexed()
    engine.poison = {poison}
    await queue(poison)
    await push.push()
    other = await indexed()
    await queue(other)
    await push.push()
    assert set(engine.titles) == {other}, "it holds up nobody"
    (first,) = await failures()
    await execute("UPDATE search_push_failure SET retry_at = now()")
    await push.push()
    (second,) = await failures()
    assert (first.attempts, second.attempts) == (1, 2)
    assert second.retry_at - second.failed_at > (first.retry_at - first.failed_at) * 1.5
    engine.poison = set()
    await push.push()
    assert poison not in engine.titles
    await execute("UPDATE search_push_failure SET retry_at = now()")
    await push.push()
    assert poison in engine.titles
    assert await failures() == []
    assert await length() == 0


async def test_a_refused_document_that_changes_is_tried_at_once(engine: ModelEngine) -> None:
    document = await indexed()
    engine.poison = {document}
    await queue(document)
    await push.push()
    engine.poison = set()
    await queue(document)
    await push.push()
    assert document in engine.titles
    assert await failures() == []


@pytest.mark.parametrize(
    "fitness", [Fitness.AWAY, Fitness.NOT_BUILT, Fitness.OTHER_SETTINGS], ids=lambda one: one.value
)
async def test_nothing_is_pushed_to_an_engine_that_is_not_ready(
    engine: ModelEngine, fitness: Fitness
) -> None:
    await queue(await indexed())
    engine.fitness = fitness
    await push.push()
    assert engine.titles == {}
    assert await length() == 1
    assert await failures() == []


async def test_an_engine_that_goes_away_keeps_all_waiting(engine: ModelEngine) -> None:
    await queue(await indexed())

    async def away(_step: str) -> None:
        raise EngineUnavailable("gone")

    engine.step = away
    await push.push()
    assert await length() == 1
    assert await failures() == []
    engine.step = ModelEngine().step
    await execute("DELETE FROM procrastinate_jobs")
    await push.push_what_waits()
    await run_pending()
    assert engine.titles == await titles_in_postgresql()


async def test_the_sweep_queues_nothing_where_nothing_is_due(engine: ModelEngine) -> None:
    await push.push_what_waits()
    assert await fetch("SELECT 1 FROM procrastinate_jobs") == []
    poison = await indexed()
    engine.poison = {poison}
    await queue(poison)
    await push.push()
    await execute("DELETE FROM procrastinate_jobs")
    await push.push_what_waits()
    assert await fetch("SELECT 1 FROM procrastinate_jobs") == []


async def test_two_workers_never_push_at_once(engine: ModelEngine) -> None:
    await queue(await indexed())
    async with turn_to_push() as turn:
        assert turn is not None
        await push.push()
        assert engine.titles == {}
    await push.push()
    assert len(engine.titles) == 1


async def test_during_a_rebuild_what_is_pushed_is_kept_for_the_other_index(
    engine: ModelEngine,
) -> None:
    document = await indexed()
    async with rebuilding():
        assert await is_rebuilding()
        await queue(document)
        await push.push()
        assert set(engine.titles) == {document}
        rows = await fetch("SELECT document FROM search_outbox WHERE pushed = revision")
        assert [row["document"] for row in rows] == [document.id]
        assert await length() == 0
        async with no_pushes():
            await queue(document)
            await push.push()
            assert await length() == 1
    assert not await is_rebuilding()
    await push.push()
    assert await fetch("SELECT 1 FROM search_outbox") == []


@pytest.mark.parametrize("seed", range(25))
async def test_any_course_of_events_ends_with_the_same_documents_on_both_sides(
    engine: ModelEngine, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    rng = random.Random(seed)
    monkeypatch.setattr(push, "TOGETHER", 3)
    documents = [new_key() for _ in range(5)]
    engine.poison = set()

    async def change(count: int) -> None:
        for document in rng.sample(documents, count):
            await indexed(document, f"版{rng.random()}")
            await queue(document)

    async def withdraw() -> None:
        document = rng.choice(documents)
        await unindexed(document)
        await queue(document)

    async def rough(step: str) -> None:
        match rng.randrange(6):
            case 0:
                raise Death
            case 1:
                raise EngineUnavailable(step)
            case 2:
                await change(1)
            case 3:
                await withdraw()

    async def push_roughly() -> None:
        engine.step = rough
        engine.poison = set(rng.sample(documents, rng.randrange(2)))
        with contextlib.suppress(Death):
            await push.push()

    for _ in range(rng.randint(8, 16)):
        await rng.choice((lambda: change(2), withdraw, push_roughly, push_roughly))()
    engine.step = ModelEngine().step
    engine.poison = set()
    await execute("UPDATE search_push_failure SET retry_at = now()")
    await push.push()
    assert engine.titles == await titles_in_postgresql()
    assert await fetch("SELECT 1 FROM search_outbox") == []
    assert await failures() == []
