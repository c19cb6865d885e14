"""Pushing through the adapter, to a server that takes and refuses what Meilisearch does."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from foundation import settings as settings_module
from foundation.database import transaction
from foundation.settings import Settings
from matching.embedding.selection import use_embedder
from matching.search.engines import selection
from matching.search.engines.port import EngineDocument
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.keys import Key
from matching.search.outbox import changed, leaving, length, push
from matching.search.outbox.queries import failures
from tests.factories.index import WordEmbedder
from tests.factories.meilisearch import FakeMeilisearch, meilisearch_running
from tests.matching.search.outbox.world import new_key


@pytest.fixture
async def server(
    settings: Settings, db: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[FakeMeilisearch]:
    monkeypatch.setattr(push, "GATHERING_SECONDS", 0.0)
    monkeypatch.setattr("matching.search.engines.meilisearch.tasks.FIRST_WAIT_SECONDS", 0.0)
    with meilisearch_running() as running:
        settings_module.use(
            replace(settings, meilisearch_url=running.url, meilisearch_key=running.key)
        )
        use_embedder(WordEmbedder())
        engine = selection.meilisearch()
        assert engine is not None
        await engine.apply_settings()
        yield running
        await engine.close()
        use_embedder(None)
        settings_module.use(settings)


async def written(*keys: Key, dimensions: int = 384) -> None:
    vectors = np.full((1, dimensions), dimensions**-0.5, dtype=np.float32)
    await PostgresEngine().upsert(
        [
            EngineDocument(
                id=key.id,
                kind=key.kind,
                title="見守り",
                sorted_on=date(2026, 11, 24),
                vectors=vectors,
                model=WordEmbedder.model,
            )
            for key in keys
        ]
    )
    async with transaction():
        await changed(keys)


def held(server: FakeMeilisearch) -> set[str]:
    return set(server.state.indexes["documents"].documents)


async def test_documents_and_their_removal_arrive(server: FakeMeilisearch) -> None:
    stays, leaves = new_key(), new_key()
    await written(stays, leaves)
    await push.push()
    assert held(server) == {stays.word, leaves.word}
    await PostgresEngine().delete([leaves])
    async with transaction():
        await changed([leaves])
    assert await leaving() == (leaves,)
    await push.push()
    assert held(server) == {stays.word}
    assert await leaving() == ()


async def test_a_vector_of_the_wrong_length_holds_up_nobody(server: FakeMeilisearch) -> None:
    good, poison = [new_key() for _ in range(5)], new_key()
    await written(poison, dimensions=7)
    await written(*good)
    await push.push()
    assert held(server) == {key.word for key in good}
    (failure,) = await failures()
    assert failure.key == poison
    assert failure.task is not None, "which task it was is kept"
    assert "index" not in failure.detail.lower()
    await written(poison)
    await push.push()
    assert poison.word in held(server)
    assert await failures() == []


async def test_a_key_that_is_refused_refuses_no_document(server: FakeMeilisearch) -> None:
    await written(new_key())
    server.key = "another master key of sixteen bytes"
    await push.push()
    assert (await length(), await failures()) == (1, [])


async def test_other_settings_keep_all_waiting(server: FakeMeilisearch) -> None:
    await written(new_key())
    server.state.indexes["documents"].settings["stopWords"] = ["別"]
    await push.push()
    assert (await length(), held(server), await failures()) == (1, set(), [])
