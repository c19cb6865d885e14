"""Searching and matching go on when Meilisearch does not, within two seconds, and it comes back."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import pytest_asyncio

from matching.search.engines.breaker import Breaker
from matching.search.engines.meilisearch import Embedding, MeilisearchEngine
from matching.search.engines.port import (
    CandidateQuery,
    Candidates,
    Filter,
    Fitness,
    Found,
    Health,
    Hit,
    Phrase,
    SearchEngine,
    Stats,
    TypedQuery,
    TypedWord,
)
from matching.search.engines.routing import EngineState, Patience, RoutedEngine
from matching.search.keys import Key
from tests.factories.meilisearch import FakeMeilisearch
from tests.matching.search.engines.meilisearch.conftest import MODEL, document, document_key
from tests.matching.search.engines.meilisearch.troubled import (
    BAD_GATEWAY,
    DRIPS,
    GARBAGE,
    HANGS,
    NO_HTTP,
    OTHER_JSON,
    OVERLOADED,
    closed_port,
    troubled_server,
)

OF_FALLBACK = document_key(777)
SEARCH = TypedQuery(words=(TypedWord("介護", frozenset({"介護"})),))
MATCH = CandidateQuery(
    filter=Filter(),
    vector=np.eye(4, dtype=np.float32)[0],
    model=MODEL.model,
    phrases=(Phrase("介護", frozenset({"介護"})),),
)


class Postgres:
    """Stands for the engine that is always there."""

    name = "postgresql"

    def __init__(self) -> None:
        self.asked: list[Filter] = []

    async def candidates(self, query: CandidateQuery) -> Candidates:
        self.asked.append(query.filter)
        return Candidates((Hit(OF_FALLBACK, 1.0),), ())

    async def search(self, query: TypedQuery) -> Found:
        self.asked.append(query.filter)
        return Found(hits=(Hit(OF_FALLBACK, 1.0),), total=1, kinds={}, facets={})

    async def similar(self, key: Key, filter: Filter, limit: int) -> tuple[Hit, ...]:
        self.asked.append(filter)
        return (Hit(OF_FALLBACK, 1.0),)

    async def stats(self) -> Stats:
        return Stats(documents={}, embedded={})

    async def health(self) -> Health:
        return Health(Fitness.READY)

    async def apply_settings(self) -> None:
        raise AssertionError("writes go to the first engine")

    upsert = delete = apply_settings


async def _model() -> Embedding | None:
    return MODEL


async def _nobody() -> tuple[Key, ...]:
    return ()


Make = Callable[..., RoutedEngine]


@pytest_asyncio.fixture(loop_scope="session")
async def make() -> AsyncIterator[Make]:
    """Makes engines of two, the first at an address; they wait little between looks."""
    async with AsyncExitStack() as stack:

        def made(url: str, key: str = "key", **options) -> RoutedEngine:
            first = MeilisearchEngine(url, key, "test_", _model)
            options.setdefault("breaker", Breaker(time.monotonic, first_wait=0.1, longest_wait=0.2))
            patience = options.pop("patience", Patience(between=0.2))
            leaving = options.pop("leaving", _nobody)
            engine = RoutedEngine(first, Postgres(), leaving, patience=patience, **options)
            stack.push_async_callback(first.close)
            stack.push_async_callback(engine.close)
            return engine

        yield made


async def _built(server: FakeMeilisearch) -> None:
    engine = MeilisearchEngine(server.url, server.key, "test_", _model)
    await engine.apply_settings()
    await engine.upsert([document(1), document(2)])
    await engine.close()


async def _turn_to(engine: RoutedEngine, url: str) -> None:
    """Let another server stand at the address of the first engine."""
    first: Any = engine._primary
    first.client._url = f"{url}/"
    await first.close()


async def _until(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "did not come in time"
        await asyncio.sleep(0.02)


async def _goes_on(engine: SearchEngine) -> None:
    """Matching, search and likeness are answered by the second engine."""
    for ask in (
        lambda: engine.candidates(MATCH),
        lambda: engine.search(SEARCH),
        lambda: engine.similar(document_key(1), Filter(), 3),
    ):
        answer = await ask()
        hits = (
            answer if isinstance(answer, tuple) else getattr(answer, "hits", ()) or answer.nearest
        )
        assert [hit.key for hit in hits] == [OF_FALLBACK]


async def test_while_all_is_well_the_first_engine_answers(server, make) -> None:
    await _built(server)
    engine = make(server.url, server.key)
    assert {hit.id.int for hit in (await engine.search(SEARCH)).hits} == {1, 2}
    assert {key.id.int for key in (await engine.candidates(MATCH)).all_keys()} == {1, 2}
    assert engine.state() == EngineState("meilisearch")
    assert engine.name == "meilisearch"


@pytest.mark.parametrize(
    "answer",
    [HANGS, DRIPS, OVERLOADED, GARBAGE, OTHER_JSON, NO_HTTP, BAD_GATEWAY],
    ids=["hangs", "drips", "overloaded", "html", "other json", "no http", "bad gateway"],
)
async def test_search_goes_on_without_a_server_in_trouble(make, answer) -> None:
    with troubled_server(answer) as server:
        engine = make(server.url)
        await _goes_on(engine)
        assert engine.state() == EngineState("postgresql", degraded=True, reason="away")


async def test_search_goes_on_where_nothing_listens(make) -> None:
    engine = make(closed_port())
    await _goes_on(engine)
    assert engine.state().reason == "away"


async def test_nobody_waits_for_an_engine_that_is_known_to_hang(make) -> None:
    with troubled_server(HANGS) as server:
        engine = make(server.url, breaker=Breaker(lambda: 0.0))
        await engine.search(SEARCH)
        asked = server.requests
        for _ in range(20):
            await engine.search(SEARCH)
        assert server.requests == asked


@pytest.mark.parametrize("many", [1, 16])
async def test_an_engine_that_begins_to_hang_is_waited_for_once(server, make, many) -> None:
    await _built(server)
    patience = Patience(between=60.0)
    engine = make(server.url, server.key, patience=patience, breaker=Breaker(lambda: 0.0))
    await engine.search(SEARCH)
    with troubled_server(HANGS) as hanging:
        await _turn_to(engine, hanging.url)
        await asyncio.gather(*(engine.search(SEARCH) for _ in range(many)))
        assert engine.state() == EngineState("postgresql", degraded=True, reason="slow")
        asked = hanging.requests
        # As the search page does where nothing has all words.
        await asyncio.gather(*(engine.search(SEARCH) for _ in range(many)))
        await _goes_on(engine)
        assert hanging.requests == asked


async def test_it_comes_back_by_itself(server, make) -> None:
    await _built(server)
    engine = make(server.url, server.key)
    await engine.search(SEARCH)
    with troubled_server(GARBAGE) as troubled:
        await _turn_to(engine, troubled.url)
        await _goes_on(engine)
        await _until(lambda: engine.state().degraded)
    await _turn_to(engine, server.url)
    await _until(lambda: not engine.state().degraded)
    assert {hit.id.int for hit in (await engine.search(SEARCH)).hits} == {1, 2}
    assert engine.state() == EngineState("meilisearch")


async def test_a_server_with_other_settings_is_left_until_they_are_ours(server, make) -> None:
    await _built(server)
    settings = server.state.indexes["test_documents"].settings
    ours, settings["localizedAttributes"] = settings["localizedAttributes"], None
    engine = make(server.url, server.key)
    await _goes_on(engine)
    assert engine.state() == EngineState("postgresql", degraded=True, reason="other_settings")
    assert all(one.path != "/multi-search" for one in server.received[-8:])
    settings["localizedAttributes"] = ours
    await _until(lambda: not engine.state().degraded)


async def test_settings_that_change_under_way_are_noticed(server, make) -> None:
    await _built(server)
    engine = make(server.url, server.key)
    await engine.search(SEARCH)
    assert not engine.state().degraded
    server.state.indexes["test_documents"].settings["stopWords"] = []
    await _until(lambda: engine.state().reason == "other_settings")
    await _goes_on(engine)


async def test_an_index_that_is_not_built_or_taken_away_is_none(server, make) -> None:
    engine = make(server.url, server.key)
    await _goes_on(engine)
    assert engine.state().reason == "not_built"
    await _built(server)
    await _until(lambda: not engine.state().degraded)
    del server.state.indexes["test_documents"]
    await _goes_on(engine)
    await _until(lambda: engine.state().reason == "not_built")


async def test_a_key_that_is_refused_is_told_by_the_next_look(server, make) -> None:
    await _built(server)
    engine = make(server.url, server.key, patience=Patience(between=60.0))
    await engine.search(SEARCH)
    server.key = "another master key of sixteen bytes"
    await _goes_on(engine)
    await _until(lambda: engine.state().degraded)


async def test_one_odd_request_does_not_cost_everybody_the_engine(server, make) -> None:
    await _built(server)
    engine = make(server.url, server.key)
    odd = replace(SEARCH, filter=Filter(facets={"no_such_facet": ("x",)}))
    found = await engine.search(odd)
    assert [hit.key for hit in found.hits] == [OF_FALLBACK]
    await asyncio.sleep(0.3)
    assert engine.state() == EngineState("meilisearch")


async def test_what_is_leaving_is_found_no_more(server, make) -> None:
    await _built(server)

    async def leaving() -> tuple[Key, ...]:
        return (document_key(1),)

    engine = make(server.url, server.key, leaving=leaving)
    assert [hit.id.int for hit in (await engine.search(SEARCH)).hits] == [2]
    assert {key.id.int for key in (await engine.candidates(MATCH)).all_keys()} == {2}
    assert await engine.similar(document_key(2), Filter(), 3) == ()


async def test_an_overloaded_server_is_left_alone_as_long_as_it_asks(server, make) -> None:
    await _built(server)
    breaker = Breaker(time.monotonic)
    engine = make(server.url, server.key, breaker=breaker, patience=Patience(between=60.0))
    await engine.search(SEARCH)
    with troubled_server(OVERLOADED) as overloaded:
        await _turn_to(engine, overloaded.url)
        await engine.search(SEARCH)
        assert 9.0 < breaker.seconds_to_look <= 10.0
        assert overloaded.requests == 1
        await _goes_on(engine)
        await asyncio.sleep(0.2)
        assert overloaded.requests == 1


async def test_writes_go_to_the_first_engine(server, make) -> None:
    engine = make(server.url, server.key)
    await engine.apply_settings()
    await engine.upsert([document(3)])
    assert list(server.state.indexes["test_documents"].documents) == [document_key(3).word]
    await engine.delete([document_key(3)])
    assert server.state.indexes["test_documents"].documents == {}
    assert (await engine.health()).fitness is Fitness.READY
