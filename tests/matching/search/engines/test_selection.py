"""Which engine a process asks."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest_asyncio

from foundation.settings import Settings, current, use
from matching.search.engines import selection
from matching.search.engines.port import Fitness, TypedQuery
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.engines.routing import EngineState, RoutedEngine
from tests.factories.meilisearch import FakeMeilisearch, meilisearch_running


@pytest_asyncio.fixture(loop_scope="session")
async def server(db: None, settings: Settings) -> AsyncIterator[FakeMeilisearch]:
    """A Meilisearch that the settings name."""
    before = current()
    with meilisearch_running() as running:
        use(
            replace(
                settings,
                meilisearch_url=running.url,
                meilisearch_key=running.key,
                meilisearch_prefix="test_",
            )
        )
        yield running
        await selection.close()
        use(before)
        selection.engine()


async def test_without_a_server_postgresql_answers(db) -> None:
    assert isinstance(selection.engine(), PostgresEngine)
    assert selection.meilisearch() is None
    assert selection.state() == EngineState("postgresql")
    selection.start()
    await selection.close()


async def test_a_url_without_a_key_is_no_server(db, settings) -> None:
    before = current()
    use(replace(settings, meilisearch_url="http://127.0.0.1:1"))
    try:
        assert isinstance(selection.engine(), PostgresEngine)
    finally:
        use(before)


async def test_with_a_server_it_is_asked_and_postgresql_while_it_is_not_built(server) -> None:
    engine = selection.engine()
    assert isinstance(engine, RoutedEngine)
    assert selection.engine() is engine
    assert (await engine.search(TypedQuery())).total == 0
    assert selection.state() == EngineState("postgresql", degraded=True, reason="not_built")
    direct = selection.meilisearch()
    assert direct is not None
    assert direct.index == "test_documents"
    await direct.apply_settings()
    assert (await direct.health()).fitness is Fitness.READY


async def test_an_engine_can_be_put_in_place_of_it(server) -> None:
    chosen = PostgresEngine()
    selection.use_engine(chosen)
    try:
        assert selection.engine() is chosen
        assert selection.state() == EngineState("postgresql")
    finally:
        selection.use_engine(None)
    assert isinstance(selection.engine(), RoutedEngine)


async def test_after_closing_reads_begin_anew(server) -> None:
    direct = selection.meilisearch()
    assert direct is not None
    await direct.apply_settings()
    engine = selection.engine()
    await engine.search(TypedQuery())
    await selection.close()
    assert (await engine.search(TypedQuery())).total == 0
    assert selection.state() == EngineState("meilisearch")
