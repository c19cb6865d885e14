"""A Meilisearch server for the contract: an index of its own on it, removed afterwards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from matching.search.meilisearch import Embedding, MeilisearchEngine
from matching.search.meilisearch.client import ONCE
from matching.search.meilisearch.tasks import Summary, finished
from tests.matching.search.contract.collection import DIMENSIONS, MODEL


@asynccontextmanager
async def throwaway_engine(url: str, key: str, prefix: str) -> AsyncIterator[MeilisearchEngine]:
    """An engine of the made-up model.

    Args:
        url, key: of the server; the key may make and remove indexes.
        prefix: before the name of the index.
    """

    async def serving() -> Embedding:
        return Embedding(MODEL, DIMENSIONS)

    engine = MeilisearchEngine(url, key, prefix, serving)
    try:
        await engine.apply_settings()
        yield engine
        path = f"indexes/{engine.index}"
        summary = await engine.client.ask("DELETE", path, Summary, patience=ONCE)
        await finished(engine.client, summary.taskUid)
    finally:
        await engine.close()
