"""Building the Meilisearch index: whole, interrupted anywhere, and with writes all the while."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from foundation import settings as settings_module
from foundation.database import fetch, transaction
from foundation.ids import derived_id, new_id
from foundation.settings import Settings
from matching.embedding.selection import use_embedder
from matching.search.engines import selection
from matching.search.engines.meilisearch import MeilisearchEngine, documents
from matching.search.engines.port import EngineDocument, EngineUnavailable, Fitness, Stats
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.keys import Key
from matching.search.outbox import changed, length, push, rebuilt
from matching.search.outbox.locks import AlreadyRebuilding, rebuilding
from matching.search.outbox.queries import failures
from search_index import build, filling, remote
from search_index.build import BuildFailed, rebuild
from search_index.keys import make_keys
from tests.factories.index import WordEmbedder
from tests.factories.meilisearch import FakeMeilisearch, meilisearch_running

PREFIX = "t_"
IN_USE, SHADOW = f"{PREFIX}documents", f"{PREFIX}documents-shadow"
Hook = Callable[[int, str], Awaitable[None]]


class Death(BaseException):
    """The process ends here."""


@pytest.fixture
def server() -> Iterator[FakeMeilisearch]:
    with meilisearch_running() as running:
        yield running


@pytest.fixture
async def installation(
    server: FakeMeilisearch, settings: Settings, db: None, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """Scoped keys alone, small batches, no waits."""
    keys = {key.name: key.value for key in await make_keys(server.url, server.key, PREFIX)}
    settings_module.use(
        replace(
            settings,
            meilisearch_url=server.url,
            meilisearch_key=keys["app"],
            meilisearch_build_key=keys["build"],
            meilisearch_prefix=PREFIX,
        )
    )
    monkeypatch.setattr(filling, "BATCH_DOCUMENTS", 2)
    monkeypatch.setattr(filling, "AHEAD", 1)
    monkeypatch.setattr(build, "WAITS_SECONDS", (0.0, 0.0))
    monkeypatch.setattr(push, "GATHERING_SECONDS", 0.0)
    monkeypatch.setattr(remote, "FIRST_WAIT_SECONDS", 0.0)
    monkeypatch.setattr("matching.search.engines.meilisearch.tasks.FIRST_WAIT_SECONDS", 0.0)
    use_embedder(WordEmbedder())
    yield
    await selection.close()
    use_embedder(None)
    settings_module.use(settings)


def document(key: UUID, title: str = "東京の会議を短くする") -> EngineDocument:
    vector = np.zeros((1, 384), dtype=np.float32)
    vector[0, key.int % 384] = 1.0
    return EngineDocument(
        id=key,
        kind="solution",
        title=title,
        words=frozenset({"東京", "会議", "短い"}),
        title_words=frozenset({"東京", "会議"}),
        sorted_on=date(2026, 11, 24),
        vectors=vector,
        model=WordEmbedder.model,
    )


async def written(*documents: EngineDocument) -> None:
    """Documents in PostgreSQL, and in the outbox."""
    await PostgresEngine().upsert(list(documents))
    async with transaction():
        await changed([one.key for one in documents])


async def withdrawn(key: UUID) -> None:
    gone = Key("solution", key)
    await PostgresEngine().delete([gone])
    async with transaction():
        await changed([gone])


def held(server: FakeMeilisearch, index: str = IN_USE) -> dict[str, str]:
    """Titles in the server's index."""
    return {key: found["title"] for key, found in server.state.indexes[index].documents.items()}


async def by_right() -> dict[str, str]:
    """Titles in PostgreSQL's."""
    rows = await fetch("SELECT kind, id, title FROM search_document")
    return {Key(row["kind"], row["id"]).word: row["title"] for row in rows}


def silent(_step: str, _done: int, _total: int) -> None:
    """Progress nobody watches."""


def hooked(monkeypatch: pytest.MonkeyPatch, hook: Hook) -> list[int]:
    """Call the hook before and after each request of the rebuild; returns their count, live."""
    count = [0]
    call = remote.Server._call

    async def wrapped(self: remote.Server, *arguments: Any) -> Any:
        number = count[0]
        count[0] += 1
        await hook(number, "before")
        try:
            return await call(self, *arguments)
        finally:
            await hook(number, "after")

    monkeypatch.setattr(remote.Server, "_call", wrapped)
    return count


@pytest.mark.usefixtures("installation")
async def test_all_documents_are_built_checked_and_served(server: FakeMeilisearch):
    await written(*(document(new_id()) for _ in range(5)))
    told: list[tuple[int, int]] = []
    built = await rebuild(lambda _step, done, total: told.append((done, total)))
    assert dict(built.documents) == dict(built.embedded) == {"solution": 5}
    assert told[0] == (0, 5) and told[-1] == (5, 5)
    assert held(server) == await by_right()
    assert SHADOW not in server.state.indexes
    assert await length() == 0, "the new index has what waited before"
    engine = selection.meilisearch()
    assert engine is not None
    assert (await engine.health()).fitness is Fitness.READY


@pytest.mark.usefixtures("installation")
async def test_the_master_key_is_never_used(server: FakeMeilisearch):
    await written(document(new_id()))
    made = len(server.received)
    await rebuild(silent)
    await push.push()
    used = {one.headers.get("authorization", "") for one in server.received[made:]}
    assert used and not any(server.key in one for one in used)


@pytest.mark.usefixtures("installation")
async def test_settings_are_sent_once_before_any_document(server: FakeMeilisearch):
    await written(document(new_id()))
    await rebuild(silent)
    writes = [
        (one.method, one.path)
        for one in server.received
        if one.method != "GET" and one.path.startswith(f"/indexes/{SHADOW}")
    ]
    assert writes[0] == ("PATCH", f"/indexes/{SHADOW}/settings")
    assert [path for _method, path in writes].count(f"/indexes/{SHADOW}/settings") == 1


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


@pytest.mark.usefixtures("installation")
async def test_a_document_that_is_refused_is_kept_and_the_others_are_built(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    good = [new_id() for _ in range(3)]
    poison = new_id()
    await PostgresEngine().upsert([document(key) for key in [*good, poison]])
    as_sent = documents.as_sent

    def poisoned(one: EngineDocument, embedding: Any) -> dict[str, Any]:
        sent = as_sent(one, embedding)
        return {**sent, "_vectors": {}} if one.id == poison else sent

    monkeypatch.setattr(filling, "as_sent", poisoned)
    built = await rebuild(silent)
    assert [key for key, _code in built.refused] == [Key("solution", poison)]
    assert set(held(server)) == {Key("solution", key).word for key in good}
    (failure,) = await failures()
    assert failure.key == Key("solution", poison)
    assert await length() == 1


@pytest.mark.usefixtures("installation")
async def test_many_refused_documents_end_the_rebuild(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    await written(*(document(new_id()) for _ in range(5)))
    await rebuild(silent)
    monkeypatch.setattr(filling, "MOST_REFUSED", 2)
    monkeypatch.setattr(filling, "as_sent", lambda one, _embedding: {"key": one.key.word})
    with pytest.raises(BuildFailed):
        await rebuild(silent)
    assert held(server) == await by_right(), "the index in use is as it was"


@pytest.mark.usefixtures("installation")
async def test_a_request_that_is_too_large_is_halved(server: FakeMeilisearch):
    await written(*(document(new_id()) for _ in range(4)))
    server.payload_limit = 3_000
    await rebuild(silent)
    assert held(server) == await by_right()


@pytest.mark.usefixtures("installation")
async def test_an_index_that_holds_something_else_is_never_served(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    await written(*(document(new_id()) for _ in range(3)))

    async def lose(_number: int, _when: str) -> None:
        index = server.state.indexes.get(SHADOW)
        if index is not None and len(index.documents) == 3:
            index.documents.popitem()

    hooked(monkeypatch, lose)
    with pytest.raises(BuildFailed, match="other documents"):
        await rebuild(silent)
    assert IN_USE not in server.state.indexes


@pytest.mark.usefixtures("installation")
async def test_an_index_that_does_not_find_its_words_is_never_served(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    await PostgresEngine().upsert([document(new_id(), "短くする")])
    as_sent = documents.as_sent
    monkeypatch.setattr(
        filling,
        "as_sent",
        lambda one, embedding: {**as_sent(one, embedding), "spellings": [], "title_spellings": []},
    )
    with pytest.raises(BuildFailed, match="does not find"):
        await rebuild(silent)
    assert IN_USE not in server.state.indexes


@pytest.mark.usefixtures("installation")
async def test_a_server_still_busy_with_indexing_is_asked_again(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    await written(document(new_id()))
    stats, asked = MeilisearchEngine.stats, [0]

    async def busy(self: MeilisearchEngine) -> Stats:
        asked[0] += 1
        if asked[0] < 3:
            raise EngineUnavailable("busy")
        return await stats(self)

    monkeypatch.setattr(MeilisearchEngine, "stats", busy)
    await rebuild(silent)
    assert asked[0] == 3
    assert held(server) == await by_right()


@pytest.mark.usefixtures("installation")
async def test_two_rebuilds_never_run_at_once():
    async with rebuilding():
        with pytest.raises(AlreadyRebuilding):
            await rebuild(silent)


@pytest.mark.usefixtures("installation")
async def test_a_key_without_the_rights_says_what_to_do(server: FakeMeilisearch):
    present = settings_module.current()
    settings_module.use(replace(present, meilisearch_build_key=None))
    with pytest.raises(BuildFailed, match="kingsalmon search keys"):
        await rebuild(silent)


@pytest.mark.usefixtures("installation")
async def test_a_server_that_is_away_says_so():
    present = settings_module.current()
    settings_module.use(replace(present, meilisearch_url="http://127.0.0.1:9"))
    with pytest.raises(BuildFailed, match="cannot be reached"):
        await rebuild(silent)


async def test_without_meilisearch_there_is_nothing_to_build(db: None):
    with pytest.raises(BuildFailed, match="not configured"):
        await rebuild(silent)
