"""The vector of what somebody asks: kept by hash, else made while they wait, once."""

import asyncio

from matching.embedding.models import ServingModel, speaker_of
from matching.embedding.port import EmbeddingUnavailable
from matching.embedding.texts import text_hash
from matching.search.index.vectors import Vector, store_vectors, stored_vectors

# A page does not wait longer for one vector; it is ranked by words then, and says so.
PATIENCE_SECONDS = 4.0


async def query_vector(served: ServingModel, text: str, *, embed_now: bool) -> Vector | None:
    """The vector of a text that asks.

    Args:
        served: the model to compare by.
        text: as `embedding.texts.query_text` gives it.
        embed_now: somebody waits: make it when none is kept, if that goes fast enough.

    Returns:
        Unit length; None while there is none: matching goes on by words.
    """
    if not text:
        return None
    key = text_hash("query", text)
    kept = (await stored_vectors(served.name, [key])).get(key)
    if kept is not None or not embed_now:
        return kept
    speaker = speaker_of(served.name)
    if speaker is None:
        return None
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            (made,) = await speaker.embed_queries([text])
    except (EmbeddingUnavailable, TimeoutError):
        return None
    if made.size != served.dimensions or speaker.model != served.name:
        # A server that has not been asked before may have gone on to another model.
        return None
    await store_vectors(served.name, {key: made})
    return made
