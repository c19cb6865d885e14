"""The engines under contract."""

import os
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
import pytest_asyncio

from matching.search.engines.port import SearchEngine
from matching.search.engines.postgres.engine import PostgresEngine
from tests.matching.search.contract.collection import Collection
from tests.matching.search.contract.server import throwaway_engine

ADDRESS, KEY = os.environ.get("MEILISEARCH_URL"), os.environ.get("MEILISEARCH_KEY")
_with_server = pytest.mark.skipif(
    not (ADDRESS and KEY), reason="MEILISEARCH_URL and MEILISEARCH_KEY are not set"
)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def meilisearch() -> AsyncIterator[SearchEngine | None]:
    """An engine on an index of its own, which is removed afterwards."""
    if not (ADDRESS and KEY):
        yield None
        return
    async with throwaway_engine(ADDRESS, KEY, f"contract-{uuid4().hex[:8]}-") as engine:
        yield engine


@pytest_asyncio.fixture(
    loop_scope="session",
    params=["postgresql", pytest.param("meilisearch", marks=_with_server)],
)
async def collection(
    request: pytest.FixtureRequest, db: None, meilisearch: SearchEngine | None
) -> AsyncIterator[Collection]:
    """An empty collection of each engine."""
    engine = PostgresEngine() if request.param == "postgresql" else meilisearch
    assert engine is not None
    await engine.apply_settings()
    made = Collection(engine)
    yield made
    await made.clear()
