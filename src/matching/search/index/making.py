"""Making the vectors that documents and the bundled background lack, and what is learned of a model."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from foundation.database import execute, fetch, fetch_as, transaction
from matching.embedding import helper, models
from matching.embedding.calibration import spread
from matching.embedding.http import HttpEmbedder
from matching.embedding.models import ServingModel
from matching.embedding.port import Embedder, EmbeddingUnavailable
from matching.embedding.texts import passage_texts, text_hash
from matching.search.index.indexing import embedded_texts
from matching.search.index.vectors import (
    Vector,
    background_keys,
    bundled_background,
    ensure_index,
    fill_document_vectors,
    load_vectors,
    missing_keys,
    ordinary_keys,
    store_vectors,
    stored_vectors,
)
from matching.search.keys import Key
from matching.search.kinds import RECORDS
from matching.search.outbox.effects import changed
from search_index.definitions import ordinary_solutions

# Documents whose vectors are made and stored together; a job that dies loses no more than these.
TOGETHER = 16
# Looked up at a time, since the look goes over the whole index.
LOOKED_UP = 500
# Builds of one model differ in the last digits (cosine 0.99996), kept halves by less than that.
SAME_MODEL = 0.98

_START = Key("", UUID(int=0))


async def recognise(speaker: Embedder, model: str) -> None:
    """See that a server still makes the vectors that are kept: a name is quickly given to another.

    Raises:
        EmbeddingUnavailable: it makes others.
    """
    if not isinstance(speaker, HttpEmbedder):
        return
    key, text = next(iter(background_keys().items()))
    (made,) = await speaker.embed_queries([text])
    kept = (await stored_vectors(model, [key]))[key]
    if made.size != kept.size or float(made @ kept) < SAME_MODEL:
        raise EmbeddingUnavailable(
            "the embedding server answers other vectors than before: another model stands behind "
            "the name; give it another name (KS_EMBEDDER_MODEL)"
        )


async def embed_all(speaker: Embedder, model: ServingModel, until: float) -> bool:
    """Embed what lacks vectors of a model; whether nothing lacks them any more.

    It does not end well when time is up before, or when texts change faster than they are embedded.
    """
    while await lacking(model.name):
        if not await _embed_round(speaker, model.name, until) or time.monotonic() >= until:
            return False
    if await ensure_index(model.name, model.dimensions):
        # That took its time, and documents may have come.
        return not await lacking(model.name)
    return True


async def _embed_round(speaker: Embedder, model: str, until: float) -> int:
    """Go once over the documents that lack vectors; how many have them now."""
    total, done = await count(model)
    place, embedded = _START, 0
    while rows := await _pending(model, place, LOOKED_UP):
        for at in range(0, len(rows), TOGETHER):
            embedded += await _embed_documents(speaker, model, rows[at : at + TOGETHER])
            await models.counted(model, done + embedded, total)
            if time.monotonic() >= until:
                return embedded
        place = rows[-1].key
    return embedded


@dataclass(frozen=True, slots=True)
class _Pending:
    id: UUID
    kind: str
    title: str
    body: str
    vector_keys: list[str]

    @property
    def key(self) -> Key:
        return Key(self.kind, self.id)


_PENDING = """
SELECT d.id, d.kind, d.title, d.body, d.vector_keys
  FROM search_document d
 WHERE cardinality(d.vector_keys) > 0 AND (d.kind, d.id) > ($2::text, $3::uuid)
   AND NOT EXISTS (SELECT 1 FROM document_vector v
                    WHERE v.kind = d.kind AND v.document = d.id AND v.model = $1)
 ORDER BY d.kind, d.id
 LIMIT $4
"""


async def lacking(model: str) -> bool:
    """Whether a document that is to have vectors has none of this model."""
    return bool(await _pending(model, _START, 1))


async def _pending(model: str, after: Key, limit: int) -> list[_Pending]:
    """Documents without vectors of a model, in the order of kind and id: challenges first."""
    return await fetch_as(_Pending, _PENDING, model, *after, limit)


async def count(model: str) -> tuple[int, int]:
    """Documents that are to have vectors, and those that have them of this model."""
    rows = await fetch(
        "SELECT count(*) AS total, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM document_vector v "
        "WHERE v.kind = d.kind AND v.document = d.id AND v.model = $1)) AS done "
        "FROM search_document d WHERE cardinality(d.vector_keys) > 0",
        model,
    )
    return rows[0]["total"], rows[0]["done"]


async def _embed_documents(speaker: Embedder, model: str, rows: list[_Pending]) -> int:
    """Embed these documents; how many have all their vectors now."""
    texts: dict[str, dict[str, str]] = {"query": {}, "passage": {}}
    recut: dict[Key, list[str]] = {}
    for row in rows:
        found = embedded_texts(row.kind, row.title, row.body)
        texts[RECORDS[row.kind].embedded_as or "passage"] |= found
        if list(found) != row.vector_keys:
            recut[row.key] = list(found)
    for side, wanted in texts.items():
        await _embed_missing(speaker, model, side, wanted)
    async with transaction():
        for row in rows:
            if row.key in recut:
                await _recut(row, recut[row.key])
        filled = await fill_document_vectors(model, [row.key for row in rows])
        await changed(filled)
    return len(filled)


async def _recut(row: _Pending, keys: list[str]) -> None:
    """Texts are cut into pieces otherwise than when this document was indexed: keep the new ones."""
    await execute(
        "UPDATE search_document SET vector_keys = $3 "
        "WHERE kind = $1 AND id = $2 AND vector_keys = $4",
        *row.key,
        keys,
        row.vector_keys,
    )


async def bands(model: str) -> tuple[float, float]:
    """The bands of a model: measured ones of that in the package, of others by their spread."""
    if model == helper.MODEL:
        return models.MEDIUM_FROM, models.STRONG_FROM
    known = await stored_vectors(model, [*background_keys(), *ordinary_keys()])
    ratio = _spread(known) / _spread(bundled_background().vectors)
    return round(models.MEDIUM_FROM * ratio, 5), round(models.STRONG_FROM * ratio, 5)


def _spread(vectors: Mapping[str, Vector]) -> float:
    return spread(
        np.array([vectors[key] for key in background_keys()]),
        [
            np.array([vectors[text_hash("passage", text)] for text in passage_texts(*solution)])
            for solution in ordinary_solutions()
        ],
    )


async def keep_background(chosen: Embedder, model: str) -> None:
    """Make the vectors of the bundled background that are missing, from those in the package if it can."""
    queries, passages = background_keys(), ordinary_keys()
    if not await missing_keys(model, [*queries, *passages]):
        return
    bundled = bundled_background()
    if bundled.model == model:
        await load_vectors(bundled)
    await _embed_missing(chosen, model, "query", queries)
    await _embed_missing(chosen, model, "passage", passages)


async def _embed_missing(chosen: Embedder, model: str, side: str, texts: Mapping[str, str]) -> None:
    missing = await missing_keys(model, texts.keys())
    if not missing:
        return
    wanted = {key: text for key, text in texts.items() if key in missing}
    make = chosen.embed_queries if side == "query" else chosen.embed_passages
    vectors = await make(list(wanted.values()))
    if chosen.model != model:
        # Who speaks over HTTP knows what it speaks once it has answered.
        raise EmbeddingUnavailable(f"the embedding server speaks {chosen.model}, no longer {model}")
    await store_vectors(model, dict(zip(wanted, vectors, strict=True)))
