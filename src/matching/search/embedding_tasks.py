"""Embedding of what is indexed, by a job of its own, so that words never wait for the embedder.

One job embeds whatever lacks a vector, a few texts at a time, and while it works the other workers
go on indexing words.
"""

from foundation.database import fetch, transaction
from foundation.jobs.registry import task
from matching.embedding.port import Embedder
from matching.embedding.selection import embedder
from matching.search.effects import EMBED
from matching.search.indexing import embedded_texts
from matching.search.outbox.effects import changed
from matching.search.providers import CHALLENGE
from matching.search.vectors import (
    background_keys,
    bundled_background,
    fill_document_vectors,
    load_vectors,
    missing_keys,
    ordinary_keys,
    store_vectors,
)

# Documents whose vectors are made and stored together; a job that dies loses no more than these.
TOGETHER = 8
EMBED_PRIORITY = -10


@task(EMBED, priority=EMBED_PRIORITY)
async def embed() -> None:
    """Embed whatever is indexed and lacks a vector of the present model.

    Raises:
        EmbeddingUnavailable: the embedder failed; the job is tried again, matching goes on by
            words meanwhile.
    """
    chosen = embedder()
    if chosen is None:
        return
    await _keep_background(chosen)
    while pending := await fetch(_PENDING, chosen.model, TOGETHER):
        for kind in {row["kind"] for row in pending}:
            texts: dict[str, str] = {}
            for row in pending:
                if row["kind"] == kind:
                    texts |= embedded_texts(kind, row["title"], row["body"])
            await _embed_missing(chosen, "query" if kind == CHALLENGE else "passage", texts)
        await _fill(chosen.model)
    await _fill(chosen.model)


_PENDING = """
SELECT d.kind, d.title, d.body
  FROM search_document d
 WHERE EXISTS (SELECT 1 FROM unnest(d.vector_keys) AS key
                WHERE NOT EXISTS (SELECT 1 FROM text_vector v
                                   WHERE v.text_hash = key AND v.model = $1))
 ORDER BY d.kind, d.indexed_at, d.id
 LIMIT $2
"""


async def _fill(model: str) -> None:
    async with transaction():
        await changed(await fill_document_vectors(model))


async def _keep_background(chosen: Embedder) -> None:
    queries, passages = background_keys(), ordinary_keys()
    if not await missing_keys(chosen.model, [*queries, *passages]):
        return
    bundled = bundled_background()
    if bundled.model == chosen.model:
        await load_vectors(bundled)
    await _embed_missing(chosen, "query", queries)
    await _embed_missing(chosen, "passage", passages)


async def _embed_missing(chosen: Embedder, side: str, texts: dict[str, str]) -> None:
    missing = await missing_keys(chosen.model, texts.keys())
    if not missing:
        return
    wanted = {key: text for key, text in texts.items() if key in missing}
    make = chosen.embed_queries if side == "query" else chosen.embed_passages
    vectors = await make(list(wanted.values()))
    await store_vectors(chosen.model, dict(zip(wanted, vectors, strict=True)))
