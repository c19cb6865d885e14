"""A server of the recordings, and the adapter beside it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pytest
import pytest_asyncio

from matching.search.engines.meilisearch import Embedding, MeilisearchEngine
from matching.search.engines.port import EngineDocument, TypedWord
from matching.search.keys import Key
from tests.factories.meilisearch import FakeMeilisearch, meilisearch_running

MODEL = Embedding("test/four-numbers", 4)


def document_key(number: int) -> Key:
    """Keys in the order of their numbers."""
    return Key("solution", UUID(int=number))


def document(number: int, **changes: Any) -> EngineDocument:
    """A solution whose vector points along one of four axes."""
    vector = np.zeros((1, 4), dtype=np.float32)
    vector[0, number % 4] = 1.0
    values: dict[str, Any] = {
        "id": UUID(int=number),
        "kind": "solution",
        "title": f"解決策{number}",
        "body": "介護職員の負担を減らす",
        "sorted_on": date(2026, 4, 1) + timedelta(days=number),
        "vectors": vector,
        "model": MODEL.model,
    }
    return EngineDocument(**{**values, **changes})


@pytest.fixture
def server() -> Iterator[FakeMeilisearch]:
    with meilisearch_running() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def make_engine(
    server: FakeMeilisearch,
) -> AsyncIterator[Callable[..., Awaitable[MeilisearchEngine]]]:
    """Makes engines on the server, built where not told otherwise."""
    made = []

    async def make(
        *, build: bool = True, model: Embedding | None = MODEL, **options: Any
    ) -> MeilisearchEngine:
        async def serving() -> Embedding | None:
            return model

        options = {"url": server.url, "key": server.key, "prefix": "test_", **options}
        engine = MeilisearchEngine(**options, serving=serving)
        made.append(engine)
        if build:
            await engine.apply_settings()
        return engine

    yield make
    for engine in made:
        await engine.close()


@pytest_asyncio.fixture(loop_scope="session")
async def engine(
    make_engine: Callable[..., Awaitable[MeilisearchEngine]],
) -> MeilisearchEngine:
    """An engine with an empty index."""
    return await make_engine()


def typed(*texts, prefix=False):
    words = [TypedWord(text, frozenset({text})) for text in texts]
    if prefix:
        words[-1] = replace(words[-1], prefix=True)
    return tuple(words)


def ids(hits):
    return [hit.id.int for hit in hits]
