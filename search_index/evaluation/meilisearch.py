"""Meilisearch's own hybrid search on the collection.

Fills an index of its own on the server that MEILISEARCH_URL and MEILISEARCH_KEY name, and removes it.
"""

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

from matching.embedding.models import serving
from matching.search.engines.meilisearch import Embedding, MeilisearchEngine
from matching.search.engines.meilisearch.answers import Result, ranked
from matching.search.engines.meilisearch.client import ONCE, WRITE
from matching.search.engines.meilisearch.filters import expression
from matching.search.engines.meilisearch.queries import plain_text, text_query
from matching.search.engines.meilisearch.tasks import Summary, finished
from matching.search.engines.port import Filter
from matching.search.index import store
from matching.search.index.vectors import Vector
from matching.search.kinds import SOLUTION

URL, KEY = "MEILISEARCH_URL", "MEILISEARCH_KEY"
# Meilisearch's own default: both halves count alike.
SEMANTIC_RATIO = 0.5
DEEPEST = 1_000
"""Meilisearch gives no hit beyond this place (`pagination.maxTotalHits` of our settings)."""
_BATCH = 500


def server() -> tuple[str, str] | None:
    """Address and key of the server to measure; None where none is given."""
    url, key = os.environ.get(URL), os.environ.get(KEY)
    return (url, key) if url and key else None


@asynccontextmanager
async def filled_engine(url: str, key: str) -> AsyncIterator[MeilisearchEngine]:
    """An engine with all solutions of the collection, gone after the block."""
    engine = MeilisearchEngine(url, key, f"evaluation-{uuid4().hex[:8]}-", _embedding)
    try:
        await engine.apply_settings()
        model = await serving()
        async for keys in store.iter_keys(SOLUTION, _BATCH):
            await engine.upsert(await store.engine_documents(keys, model.name if model else None))
        yield engine
    finally:
        removed = await engine.client.ask(
            "DELETE", f"indexes/{engine.index}", Summary, patience=ONCE
        )
        await finished(engine.client, removed.taskUid)
        await engine.close()


async def hybrid(
    engine: MeilisearchEngine, text: str, vector: Vector, model: str
) -> Sequence[UUID]:
    """Solutions as Meilisearch's hybrid search orders them, given the same vector as the matcher.

    Args:
        text: of the challenge, asked whole.
        vector: of it, of `model`.
    """
    query = text_query(engine.index, plain_text(text), expression(Filter(kinds=(SOLUTION,))))
    query.pop("indexUid")
    answer = await engine.client.ask(
        "POST",
        f"indexes/{engine.index}/search",
        Result,
        {
            **query,
            # All words of a challenge stand in no solution; the rarest of them are asked first.
            "matchingStrategy": "frequency",
            "limit": DEEPEST,
            "attributesToRetrieve": ["key"],
            "showRankingScore": True,
            "vector": [float(value) for value in vector],
            "hybrid": {
                "embedder": Embedding(model, vector.size).embedder,
                "semanticRatio": SEMANTIC_RATIO,
            },
        },
        patience=WRITE,
    )
    return [hit.id for hit in ranked(answer)]


async def _embedding() -> Embedding | None:
    model = await serving()
    return None if model is None else Embedding(model.name, model.dimensions)
