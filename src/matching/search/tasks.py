"""Indexing, queued with the change itself: words at once, vectors by a job of their own.

Words never wait for the embedder: one job embeds whatever lacks a vector, a few texts at a time,
and while it works the other workers go on indexing words.
"""

import asyncio
from uuid import UUID

from foundation.clock import now
from foundation.database import execute, fetch, transaction
from foundation.jobs.effects import enqueue
from foundation.jobs.registry import task
from matching.embedding.port import Embedder
from matching.embedding.selection import embedder
from matching.embedding.texts import passage_texts, query_text, text_hash
from matching.search.effects import EMBED, INDEX_WORDS
from matching.search.providers import CHALLENGE, DocumentText, provider_of
from matching.search.vectors import (
    background_keys,
    bundled_background,
    load_vectors,
    missing_keys,
    ordinary_keys,
    store_vectors,
)
from matching.text.tokens import word_set

# Documents whose vectors are made and stored together; a job that dies loses no more than these.
TOGETHER = 8
# Queries are embedded before passages of a later batch, words before both.
WORDS_PRIORITY = 10
EMBED_PRIORITY = -10


def embedded_texts(kind: str, title: str, body: str) -> dict[str, str]:
    """Text hash → text to embed of a document: a challenge asks, everything else is found."""
    if kind == CHALLENGE:
        texts, side = [query_text(title, body)], "query"
    else:
        texts, side = passage_texts(title, body), "passage"
    return {text_hash(side, text): text for text in texts if text}


@task(INDEX_WORDS, priority=WORDS_PRIORITY)
async def index_words(kind: str, document_id: str) -> None:
    """Make a document findable by words, or take it out of the index; queue its embedding."""
    key = UUID(document_id)
    texts = await provider_of(kind).text_of([key])
    text = texts.get(key)
    if text is None:
        await execute("DELETE FROM search_document WHERE id = $1", key)
        return
    words = await asyncio.to_thread(_words, text)
    async with transaction():
        await write_document(kind, key, text, words)
        if embedder() is not None:
            await enqueue(EMBED, key="embed")


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


_PENDING = """
SELECT d.kind, d.title, d.body
  FROM search_document d
 WHERE EXISTS (SELECT 1 FROM unnest(d.vector_keys) AS key
                WHERE NOT EXISTS (SELECT 1 FROM text_vector v
                                   WHERE v.text_hash = key AND v.model = $1))
 ORDER BY d.kind, d.indexed_at, d.id
 LIMIT $2
"""


async def write_document(kind: str, key: UUID, text: DocumentText, words: list[str]) -> None:
    """Put a document into the index, or in the place of what was there of it.

    Args:
        words: distinct normalised words of all its texts.
    """
    await execute(
        "INSERT INTO search_document "
        "(id, kind, published, title, body, words, vector_keys, indexed_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
        "ON CONFLICT (id) DO UPDATE SET published = EXCLUDED.published, title = EXCLUDED.title, "
        "body = EXCLUDED.body, words = EXCLUDED.words, vector_keys = EXCLUDED.vector_keys, "
        "indexed_at = EXCLUDED.indexed_at",
        key,
        kind,
        text.published,
        text.title,
        text.body,
        words,
        list(embedded_texts(kind, text.title, text.body)),
        now(),
    )


def _words(text: DocumentText) -> list[str]:
    return sorted(word_set([text.title, text.body, text.words]))


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
