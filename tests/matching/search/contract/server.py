"""A Meilisearch engine on an index of its own, on a server that others may use too."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from matching.search.engines.meilisearch import Embedding, MeilisearchEngine
from tests.matching.search.contract.collection import DIMENSIONS, MODEL


@asynccontextmanager
async def throwaway_engine(address: str, key: str, prefix: str) -> AsyncIterator[MeilisearchEngine]:
    """An engine for the block; its index is removed afterwards.

    Args:
        key: a master key of a server that may be thrown away.
        prefix: that nobody else uses.
    """

    async def serving() -> Embedding | None:
        return Embedding(MODEL, DIMENSIONS)

    engine = MeilisearchEngine(address, key, prefix, serving)
    try:
        yield engine
    finally:
        await engine.close()
        async with httpx.AsyncClient(
            base_url=address, headers={"Authorization": f"Bearer {key}"}
        ) as client:
            await client.delete(f"/indexes/{engine.index}")
