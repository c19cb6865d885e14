"""Building the Meilisearch index: interrupted anywhere, and with writes all the while."""

from typing import Any

import pytest

from foundation.database import fetch
from foundation.ids import derived_id, new_id
from matching.embedding.selection import use_embedder
from matching.search.engines.port import EngineDocument
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.keys import Key
from matching.search.outbox import push, rebuilt
from search_index.build import rebuild as build
from search_index.build.rebuild import BuildFailed, rebuild
from tests.factories.meilisearch import FakeMeilisearch
from tests.search_index.build.world import (
    SHADOW,
    Death,
    by_right,
    document,
    held,
    hooked,
    silent,
    withdrawn,
    written,
)


@pytest.mark.usefixtures("installation")
async def test_interrupted_at_any_point_it_ends_well_when_run_again(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    kept = [new_id() for _ in range(3)]
    await written(*(document(key) for key in kept))
    await rebuild(silent)
    ended = False
    number = 0
    while not ended:
        for when in ("before", "after"):
            changes = document(kept[number % 3], f"第{number}版{when}")

            async def die(
                at: int,
                now: str,
                stop: tuple[int, str] = (number, when),
                changes: EngineDocument = changes,
            ) -> None:
                if (at, now) == (stop[0], "before"):
                    # A change while it runs, pushed to the index in use at once.
                    await written(changes)
                    await push.push()
                if (at, now) == stop:
                    raise Death

            with monkeypatch.context() as patch:
                hooked(patch, die)
                try:
                    await rebuild(silent)
                    ended = True
                except Death:
                    pass
            # What died lets go of everything; pushes go on as if nothing had been.
            await push.push()
            assert held(server) == await by_right(), (number, when)
            assert await fetch("SELECT 1 FROM search_outbox") == []
        number += 1
    assert number > 15
    assert SHADOW not in server.state.indexes


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize("pushing", [True, False], ids=["pushed meanwhile", "only queued"])
async def test_nothing_written_meanwhile_is_lost(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch, pushing: bool
):
    kept = [new_id() for _ in range(4)]
    await written(*(document(key) for key in kept))
    await rebuild(silent)
    leaving = [new_id() for _ in range(10)]
    await PostgresEngine().upsert([document(key) for key in leaving])

    async def write(number: int, when: str) -> None:
        if when == "after" and number % 3:
            return
        assert kept[0] in {Key.of_word(word).id for word in held(server)}, (
            "the index in use always serves"
        )
        await written(document(kept[number % 4], f"第{number}版{when}"))
        await written(document(derived_id("new", str(number), when), "新しい"))
        await withdrawn(leaving[number % 10])
        if pushing and number % 2:
            await push.push()

    with monkeypatch.context() as patch:
        hooked(patch, write)
        await rebuild(silent)
    await push.push()
    assert held(server) == await by_right()
    assert await fetch("SELECT 1 FROM search_outbox") == []


@pytest.mark.usefixtures("installation")
@pytest.mark.parametrize("step", ["push_again", "settle"])
@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
async def test_it_may_die_around_the_swap_too(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch, step: str, done: bool
):
    kept = [new_id() for _ in range(3)]
    await written(*(document(key) for key in kept))
    await rebuild(silent)
    real = getattr(rebuilt, step)

    async def write(number: int, when: str) -> None:
        if when == "before":
            await written(document(kept[number % 3], f"第{number}版"))
            await push.push()

    async def die(*arguments: Any) -> None:
        if done:
            await real(*arguments)
        raise Death

    with monkeypatch.context() as patch:
        hooked(patch, write)
        patch.setattr(build, step, die)
        with pytest.raises(Death):
            await rebuild(silent)
    await push.push()
    assert held(server) == await by_right()
    await rebuild(silent)
    await push.push()
    assert held(server) == await by_right()
    assert SHADOW not in server.state.indexes


@pytest.mark.usefixtures("installation")
async def test_a_model_that_is_changed_meanwhile_ends_the_rebuild(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    await written(*(document(new_id()) for _ in range(3)))
    await rebuild(silent)

    async def change(number: int, _when: str) -> None:
        if number == 8:
            use_embedder(None)

    hooked(monkeypatch, change)
    with pytest.raises(BuildFailed, match="model was changed"):
        await rebuild(silent)
    assert held(server) == await by_right(), "the index in use is as it was"
