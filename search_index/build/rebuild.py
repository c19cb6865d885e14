"""Building the Meilisearch index anew while the old one serves.

A shadow index gets the settings and every document of PostgreSQL, is checked, and changes its name
with the index in use at once; then the old one is removed. Whatever dies on the way leaves the
index in use as it is and at most a shadow, which the next run recognises by its name and removes.
Changes written meanwhile wait in the outbox for the new index (`matching.search.outbox.locks`).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from foundation.database import transaction
from foundation.settings import Settings, current
from matching.search.engines import selection
from matching.search.engines.meilisearch.engine import INDEX, MeilisearchEngine
from matching.search.engines.meilisearch.settings import Embedding, differences, our_settings
from matching.search.engines.port import (
    CandidateQuery,
    EngineRefused,
    EngineUnavailable,
    Filter,
    TypedQuery,
    TypedWord,
)
from matching.search.keys import Key
from matching.search.outbox.locks import no_pushes, rebuilding
from matching.search.outbox.rebuilt import Waiting, push_again, settle, what_waits
from search_index.build.filling import Filling, Progress, Refused, Sent
from search_index.build.server import Server, ServerTrouble

SHADOW = f"{INDEX}-shadow"
# Between tries of a check.
WAITS_SECONDS = (1.0, 3.0, 9.0)
# Score of a document asked with its own vector, less what rounding takes.
ITSELF = 0.99

Answer = TypeVar("Answer")


class BuildFailed(Exception):
    """The index was not built; says why. The index in use is as it was."""


@dataclass(frozen=True)
class Built:
    """What was built.

    Attributes:
        documents, embedded: in the index, and with vectors, by kind.
        refused: (document, Meilisearch's code) of those it would not take; they stand among the
            failures of the outbox.
        seconds: in all.
    """

    documents: Mapping[str, int]
    embedded: Mapping[str, int]
    refused: Sequence[tuple[Key, str]]
    seconds: float


async def rebuild(progress: Progress) -> Built:
    """Build the index of this installation anew.

    Raises:
        BuildFailed: Meilisearch is not configured, away, refuses, or holds something else than
            it was sent; or the embedding model was changed meanwhile.
        AlreadyRebuilding: another process builds it.
    """
    settings = current()
    if not settings.meilisearch_url or not settings.meilisearch_key:
        raise BuildFailed("Meilisearch is not configured: set KS_MEILISEARCH_URL and its key.")
    server = Server(
        settings.meilisearch_url, settings.meilisearch_build_key or settings.meilisearch_key
    )
    began = time.perf_counter()
    embedding = await selection.embedding()
    try:
        async with rebuilding():
            waiting = await what_waits()
            sent, refused = await _build(server, settings, embedding, progress)
            if await selection.embedding() != embedding:
                raise BuildFailed("The embedding model was changed meanwhile; run it again.")
            await _serve(server, settings, waiting, refused)
    except ServerTrouble as trouble:
        raise BuildFailed(_advice(trouble)) from trouble
    except (EngineUnavailable, EngineRefused) as error:
        raise BuildFailed(str(error)) from error
    return Built(
        documents=sent.documents,
        embedded=sent.embedded,
        refused=[(document, code) for document, code, _task in refused],
        seconds=time.perf_counter() - began,
    )


async def _build(
    server: Server, settings: Settings, embedding: Embedding | None, progress: Progress
) -> tuple[Sent, list[Refused]]:
    shadow = settings.meilisearch_prefix + SHADOW
    if await server.has(shadow):
        # Of a run that did not end; what it still waits for would only hold us up.
        await server.cancel_writes(shadow)
        await server.delete(shadow)
    await server.create(shadow)
    await _give_settings(server, shadow, embedding)
    filling = Filling(server, shadow, embedding, progress)
    sent = await filling.fill()
    await _check(settings, embedding, sent)
    return sent, filling.refused


async def _give_settings(server: Server, index: str, embedding: Embedding | None) -> None:
    """Send the settings before any document: sent later, they index everything anew."""
    ours = our_settings(embedding)
    if differences(await server.settings(index), ours):
        await server.change_settings(index, ours)
    if left := differences(await server.settings(index), ours):
        raise BuildFailed(f"The index does not take our settings: {', '.join(left)}.")


async def _check(settings: Settings, embedding: Embedding | None, sent: Sent) -> None:
    """Ask the shadow what it holds, with the key and the queries of the application."""

    async def model() -> Embedding | None:
        return embedding

    engine = MeilisearchEngine(
        str(settings.meilisearch_url),
        str(settings.meilisearch_key),
        settings.meilisearch_prefix,
        model,
        index=SHADOW,
    )
    try:
        stats = await _patiently(engine.stats)
        for what, expected, found in (
            ("documents", sent.documents, stats.documents),
            ("embedded documents", sent.embedded, stats.embedded),
        ):
            if expected != {kind: number for kind, number in found.items() if number}:
                raise BuildFailed(f"The new index holds other {what} than were sent to it.")
        for word in sorted(sent.words):
            query = TypedQuery(words=(TypedWord(word, frozenset({word})),), limit=1)
            if not (await _patiently(partial(engine.search, query))).total:
                raise BuildFailed(f"The new index does not find {word}, which stands in it.")
        if sent.example is not None and sent.example.vectors is not None:
            asked = CandidateQuery(
                filter=Filter(kinds=(sent.example.kind,)),
                vector=sent.example.vectors[0],
                model=sent.example.model,
                nearest=1,
            )
            nearest = await _patiently(partial(engine.candidates, asked))
            if not nearest.nearest or nearest.nearest[0].score < ITSELF:
                raise BuildFailed("The new index does not find a document by its own vector.")
    finally:
        await engine.close()


async def _patiently(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    """Ask as often as it takes a server that has just indexed much to answer as fast as people want."""
    for wait in WAITS_SECONDS:
        try:
            return await ask()
        except EngineUnavailable:
            await asyncio.sleep(wait)
    return await ask()


async def _serve(
    server: Server,
    settings: Settings,
    waiting: Waiting,
    refused: Sequence[Refused],
) -> None:
    """Let the shadow serve, and remove what served before."""
    in_use = settings.meilisearch_prefix + INDEX
    shadow = settings.meilisearch_prefix + SHADOW
    if not await server.has(in_use):
        await server.create(in_use)  # a swap needs two
    async with no_pushes():
        # Before the swap: should we die between the two, everything is pushed once more.
        async with transaction():
            await push_again()
        await server.swap(in_use, shadow)
        async with transaction():
            await settle(waiting, refused)
    await server.delete(shadow)


def _advice(trouble: ServerTrouble) -> str:
    if trouble.of_the_key:
        return (
            "Meilisearch refuses the key for building an index: make one with "
            "kingsalmon search keys and set KS_MEILISEARCH_BUILD_KEY."
        )
    return f"{trouble}. The index in use is as it was; run it again."
