"""Embedding of what is indexed, by a job of its own, so that words never wait for the embedder.

One job makes whatever vectors are missing, a few documents at a time: first those of the model that
serves, then those of the model that is to take its place, and lets it take that place when none is
missing. What is made is kept at once; a job that dies is taken up where it was.
"""

import time
from datetime import timedelta

import structlog

from foundation.clock import now
from foundation.database import execute, fetch_value, transaction
from foundation.jobs.effects import enqueue
from foundation.jobs.registry import attempt, periodic, task
from matching.embedding import models
from matching.embedding.http import HttpEmbedder
from matching.embedding.models import ServingModel, speaker_of
from matching.embedding.port import Embedder, EmbeddingUnavailable
from matching.embedding.selection import background_embedder, rest
from matching.embedding.states import ModelState
from matching.search.index.indexing import EMBED
from matching.search.index.making import (
    bands,
    count,
    embed_all,
    keep_background,
    lacking,
    recognise,
)
from matching.search.index.vectors import (
    background_keys,
    drop_index,
    ordinary_keys,
)

EMBED_PRIORITY = -10
EMBED_KEY = "embed"
# A model that fills makes room so often for texts of the one that serves, and for other jobs.
SLICE_SECONDS = 5.0
JOB_SECONDS = 60.0
FORGET = "search.forget_vectors"
FORGOTTEN_TOGETHER = 5_000
# A question asked again within this time is not embedded again.
UNUSED_KEPT = timedelta(days=30)

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
    return not await lacking(served.name)


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
    total, done = await count(target.name)
    await models.counted(target.name, done, total)
    await keep_background(chosen, target.name)
    # The first of all takes nobody's place, and serves while it is made.
    while served is not None and not await embed_all(chosen, target, _slice(until)):
        if time.monotonic() >= until:
            return False
        await _complete(served, until)
    await _take_place(target.name, *await bands(target.name))
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
    await keep_background(speaker, served.name)
    await recognise(speaker, served.name)
    return await embed_all(speaker, served, until)


async def _take_place(model: str, medium: float, strong: float) -> None:
    async with transaction():
        taken = await models.switch(model, medium, strong)
        if taken:
            await enqueue(FORGET, key=FORGET)
    if taken:
        _log.info("model_serves", model=model, medium=medium, strong=strong)


def _slice(until: float) -> float:
    return min(until, time.monotonic() + SLICE_SECONDS)
