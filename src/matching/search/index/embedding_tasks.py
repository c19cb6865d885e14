"""Embedding of what is indexed, by a job of its own, so that words never wait for the embedder.

One job makes whatever vectors are missing, a few documents at a time: first those of the model that
serves, then those of the model that is to take its place, and lets it take that place when none is
missing. What is made is kept at once; a job that dies is taken up where it was.
"""

import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import numpy as np
import structlog

from foundation.clock import now
from foundation.database import execute, fetch, fetch_value, transaction
from foundation.jobs.effects import enqueue
from foundation.jobs.registry import attempt, periodic, task
from matching.embedding import helper, models
from matching.embedding.calibration import spread
from matching.embedding.http import HttpEmbedder
from matching.embedding.models import ServingModel, speaker_of
from matching.embedding.port import Embedder, EmbeddingUnavailable
from matching.embedding.selection import background_embedder, rest
from matching.embedding.states import ModelState
from matching.embedding.texts import passage_texts, text_hash
from matching.search.index.indexing import EMBED, embedded_texts
from matching.search.index.vectors import (
    Vector,
    background_keys,
    bundled_background,
    drop_index,
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
EMBED_PRIORITY = -10
EMBED_KEY = "embed"
# A model that fills makes room so often for texts of the one that serves, and for other jobs.
SLICE_SECONDS = 5.0
JOB_SECONDS = 60.0
FORGET = "search.forget_vectors"
FORGOTTEN_TOGETHER = 5_000
# Builds of one model differ in the last digits (cosine 0.99996), kept halves by less than that.
SAME_MODEL = 0.98
# A question asked again within this time is not embedded again.
UNUSED_KEPT = timedelta(days=30)

_START = Key("", UUID(int=0))
_log = structlog.get_logger("embedding")


@task(EMBED, priority=EMBED_PRIORITY)
async def embed() -> None:
    """Make missing vectors, for a minute; what is left then waits in a job that follows.

    Raises:
        EmbeddingUnavailable: the embedder failed; the job is tried again, matching goes on by
            words and by the vectors that there are.
    """
    done = True
    try:
        done = await _work(time.monotonic() + JOB_SECONDS)
        await models.recovered()
    except EmbeddingUnavailable as error:
        _log.warning("embedder_unavailable", reason=str(error))
        await models.troubled(str(error))
        # A last try must not leave a job that failed for good: `follow_model` begins anew.
        if not attempt().last:
            raise
    finally:
        rest()
    if not done:
        async with transaction():
            await enqueue(EMBED, key=EMBED_KEY)


@periodic("search.follow_model", cron="* * * * *")
async def follow_model() -> None:
    """See to it that the job runs when something is left to embed and nothing else would start it:
    the setting names another model since the last start, or the queue was emptied."""
    if background_embedder() is not None and not await _settled():
        async with transaction():
            await enqueue(EMBED, key=EMBED_KEY)


@periodic(FORGET, cron="40 18 * * *")
async def forget_vectors() -> None:
    """Drop the vectors of models that have retired, of documents at once, of texts after a week;
    and those of texts that no document has: questions, and what was written before."""
    for model in await models.retired():
        await drop_index(model)
        await _forget("document_vector", model)
    for model in await models.forgettable():
        await _forget("text_vector", model)
    await execute(
        "DELETE FROM text_vector v WHERE v.kept_at < $1 AND v.text_hash <> ALL($2) "
        "AND NOT EXISTS (SELECT 1 FROM (SELECT DISTINCT unnest(vector_keys) AS key "
        "FROM search_document) used WHERE used.key = v.text_hash)",
        now() - UNUSED_KEPT,
        [*background_keys(), *ordinary_keys()],
    )


async def _forget(table: str, model: str) -> None:
    # A few at a time, and none of a model that was chosen again meanwhile.
    while await fetch_value(
        f"WITH gone AS (DELETE FROM {table} WHERE ctid = ANY(ARRAY("
        f"SELECT v.ctid FROM {table} v WHERE v.model = $1 AND v.model IN ({models.RETIRED}) LIMIT $2"
        ")) RETURNING 1) SELECT count(*) FROM gone",
        model,
        FORGOTTEN_TOGETHER,
    ):
        continue


async def _settled() -> bool:
    """Whether the model that the setting names serves and every document has its vectors."""
    chosen = background_embedder()
    served = await models.recorded()
    if chosen is None or served is None or speaker_of(served.name, background=True) is not chosen:
        return False
    return not await _pending(served.name, _START, 1)


async def _work(until: float) -> bool:
    """Embed what is missing, and let the model that the setting names serve once it can.

    Returns:
        Whether it came to an end; False where time was up before.
    """
    chosen = background_embedder()
    if chosen is None:
        return True
    failure = await _learned(chosen)
    served = await models.recorded()
    complete = served is None or await _complete(served, until)
    if failure is not None:
        raise failure
    target = ServingModel(chosen.model, chosen.dimensions)
    async with transaction():
        state = await models.choose(target.name, target.dimensions)
    if state is not ModelState.FILLING:
        return complete or time.monotonic() < until
    total, done = await _count(target.name)
    await models.counted(target.name, done, total)
    await _keep_background(chosen, target.name)
    # The first of all takes nobody's place, and serves while it is made.
    while served is not None and not await _embed_all(chosen, target, _slice(until)):
        if time.monotonic() >= until:
            return False
        await _complete(served, until)
    await _take_place(target.name, *await _bands(target.name))
    return await _complete(target, until) or time.monotonic() < until


async def _learned(chosen: Embedder) -> EmbeddingUnavailable | None:
    """Let a server tell which model it speaks; why it does not."""
    try:
        if isinstance(chosen, HttpEmbedder):
            await chosen.learn()
    except EmbeddingUnavailable as failure:
        return failure
    return None


async def _complete(served: ServingModel, until: float) -> bool:
    """Embed what lacks vectors of the model that serves; whether nothing can be done any more."""
    speaker = speaker_of(served.name, background=True)
    if speaker is None:
        # Its server is gone from the settings: what is new waits for the model that fills.
        return True
    await _keep_background(speaker, served.name)
    await _recognise(speaker, served.name)
    return await _embed_all(speaker, served, until)


async def _recognise(speaker: Embedder, model: str) -> None:
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


async def _embed_all(speaker: Embedder, model: ServingModel, until: float) -> bool:
    """Embed what lacks vectors of a model; whether nothing lacks them any more.

    It does not end well when time is up before, or when texts change faster than they are embedded.
    """
    while await _pending(model.name, _START, 1):
        if not await _embed_round(speaker, model.name, until) or time.monotonic() >= until:
            return False
    if await ensure_index(model.name, model.dimensions):
        # That took its time, and documents may have come.
        return not await _pending(model.name, _START, 1)
    return True


async def _embed_round(speaker: Embedder, model: str, until: float) -> int:
    """Go once over the documents that lack vectors; how many have them now."""
    total, done = await _count(model)
    place, embedded = _START, 0
    while rows := await _pending(model, place, LOOKED_UP):
        for at in range(0, len(rows), TOGETHER):
            embedded += await _embed_documents(speaker, model, rows[at : at + TOGETHER])
            await models.counted(model, done + embedded, total)
            if time.monotonic() >= until:
                return embedded
        place = Key(rows[-1]["kind"], rows[-1]["id"])
    return embedded


_PENDING = """
SELECT d.id, d.kind, d.title, d.body, d.vector_keys
  FROM search_document d
 WHERE cardinality(d.vector_keys) > 0 AND (d.kind, d.id) > ($2::text, $3::uuid)
   AND NOT EXISTS (SELECT 1 FROM document_vector v
                    WHERE v.kind = d.kind AND v.document = d.id AND v.model = $1)
 ORDER BY d.kind, d.id
 LIMIT $4
"""


async def _pending(model: str, after: Key, limit: int) -> list[dict[str, Any]]:
    """Documents without vectors of a model, in the order of kind and id: challenges first."""
    return await fetch(_PENDING, model, *after, limit)


async def _count(model: str) -> tuple[int, int]:
    """Documents that are to have vectors, and those that have them of this model."""
    rows = await fetch(
        "SELECT count(*) AS total, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM document_vector v "
        "WHERE v.kind = d.kind AND v.document = d.id AND v.model = $1)) AS done "
        "FROM search_document d WHERE cardinality(d.vector_keys) > 0",
        model,
    )
    return rows[0]["total"], rows[0]["done"]


async def _embed_documents(speaker: Embedder, model: str, rows: list[dict[str, Any]]) -> int:
    """Embed these documents; how many have all their vectors now."""
    texts: dict[str, dict[str, str]] = {"query": {}, "passage": {}}
    recut: dict[Key, list[str]] = {}
    for row in rows:
        found = embedded_texts(row["kind"], row["title"], row["body"])
        texts[RECORDS[row["kind"]].embedded_as or "passage"] |= found
        if list(found) != row["vector_keys"]:
            recut[Key(row["kind"], row["id"])] = list(found)
    for side, wanted in texts.items():
        await _embed_missing(speaker, model, side, wanted)
    async with transaction():
        keys = [Key(row["kind"], row["id"]) for row in rows]
        for key, row in zip(keys, rows, strict=True):
            if key in recut:
                await _recut(row, recut[key])
        filled = await fill_document_vectors(model, keys)
        await changed(filled)
    return len(filled)


async def _recut(row: Mapping[str, Any], keys: list[str]) -> None:
    """Texts are cut into pieces otherwise than when this document was indexed: keep the new ones."""
    await execute(
        "UPDATE search_document SET vector_keys = $3 "
        "WHERE kind = $1 AND id = $2 AND vector_keys = $4",
        row["kind"],
        row["id"],
        keys,
        row["vector_keys"],
    )


async def _take_place(model: str, medium: float, strong: float) -> None:
    async with transaction():
        taken = await models.switch(model, medium, strong)
        if taken:
            await enqueue(FORGET, key=FORGET)
    if taken:
        _log.info("model_serves", model=model, medium=medium, strong=strong)


async def _bands(model: str) -> tuple[float, float]:
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


async def _keep_background(chosen: Embedder, model: str) -> None:
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


def _slice(until: float) -> float:
    return min(until, time.monotonic() + SLICE_SECONDS)
