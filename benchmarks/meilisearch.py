"""Matching and typed search on Meilisearch beside the bare requests to it, in the same run.

    MEILISEARCH_URL=… MEILISEARCH_KEY=… python -m benchmarks meilisearch
    python -m benchmarks.meilisearch --size 1000

Fills an index of its own on the server that is named, and removes it. Records, texts and vectors are
those of the other measurements (`benchmarks._collection`: the vectors are synthetic). For each
question the application's engine is asked as pages ask it (the routed one, which adds what is leaving
the index and keeps PostgreSQL ready), then the requests that it sent are sent once more as they
were, by a plain HTTP client that does not look at the answers, by turns. Beside that stands what
a whole page's data take, PostgreSQL's part of ranking and showing included.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

import httpx

from benchmarks._collection import Collection, synthetic
from benchmarks.matching import BUREAU_ACTOR
from foundation import database
from foundation.access.actor import ANONYMOUS
from foundation.database.embedded import EmbeddedPostgres
from foundation.database.migrations import migrate
from foundation.settings import Settings
from matching.embedding.selection import use_embedder
from matching.matcher.queries import ranked_solutions
from matching.matcher.scoring.asking import ask
from matching.matcher.scoring.ranking import EVERY_SOLUTION
from matching.search.engines import selection
from matching.search.engines.meilisearch import MeilisearchEngine
from matching.search.engines.meilisearch.client import ONCE
from matching.search.engines.meilisearch.tasks import Summary, finished
from matching.search.engines.port import CandidateQuery, TypedQuery
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.engines.routing import Patience, RoutedEngine
from matching.search.index import store
from matching.search.index.rebuild import rebuild
from matching.search.outbox import leaving
from matching.search.typed.find import COUNTED_FACETS, find
from matching.search.typed.query import parse
from portal.application import compose

SIZE = 10_000
CHALLENGES = 100
ASKED = 60
BATCH = 500
TARGET_RATIO = 1.25
MATCH, SEARCH = "match", "typed search"

Work = Callable[[], Awaitable[object]]


@dataclass
class Measured:
    """Milliseconds of one kind of question.

    Attributes:
        engine: through the application's engine.
        bare: the same requests alone.
        whole: with PostgreSQL's part.
    """

    engine: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Of the medians."""
        return median(self.engine) / median(self.bare)


class Bare:
    """Sends again what an engine sent.

    Args:
        engine: listened to from now on.
        url, key: of its server.
    """

    def __init__(self, engine: MeilisearchEngine, url: str, key: str) -> None:
        self.sent: list[tuple[str, str, bytes | None]] = []
        self._http = httpx.AsyncClient(
            base_url=url.rstrip("/") + "/",
            headers={
                "Authorization": f"Bearer {key}",
                "Accept-Encoding": "identity",
                "Content-Type": "application/json",
            },
        )
        send = engine.client.send

        async def listened(
            method: str, path: str, answer: Any, content: bytes | None, **options: Any
        ) -> Any:
            self.sent.append((method, path, content))
            return await send(method, path, answer, content, **options)

        engine.client.send = listened  # type: ignore[method-assign]

    async def repeat(self, sent: Sequence[tuple[str, str, bytes | None]]) -> None:
        """Send these once more, one after the other."""
        for method, path, content in sent:
            (await self._http.request(method, path, content=content)).raise_for_status()

    async def close(self) -> None:
        """Close its connections."""
        await self._http.aclose()


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.meilisearch")
    parser.add_argument("--size", type=int, default=SIZE, help="solutions")
    options = parser.parse_args(arguments or [])
    url, key = os.environ.get("MEILISEARCH_URL"), os.environ.get("MEILISEARCH_KEY")
    if not (url and key):
        print("no server given (MEILISEARCH_URL and MEILISEARCH_KEY)")
        return
    folder = Path(tempfile.mkdtemp(prefix="ks-meilisearch-"))
    # As root the database server runs as a user of its own, who must be able to enter.
    folder.chmod(0o711)
    postgres = EmbeddedPostgres(folder / "postgres")
    try:
        compose(Settings.load({}, demo=True, data_dir=folder))
        database.configure(postgres.start())
        asyncio.run(_run(url, key, options.size))
    finally:
        use_embedder(None)
        selection.use_engine(None)
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _run(url: str, key: str, size: int) -> None:
    await migrate()
    vectors = await synthetic()
    use_embedder(vectors)
    async with database.pool(size=4):
        collection = Collection(size, CHALLENGES, vectors)
        await collection.begin()
        await collection.grow(size)
        await rebuild(lambda _step, _done, _total: None)
        engine = MeilisearchEngine(url, key, f"benchmark-{uuid4().hex[:8]}-", selection.embedding)
        bare = Bare(engine, url, key)
        # Looks at its health are no part of what is measured.
        routed = RoutedEngine(engine, PostgresEngine(), leaving, patience=Patience(between=3_600))
        selection.use_engine(routed)
        try:
            await _fill(engine)
            for what, found in (
                (MATCH, await _matches(collection, routed, bare)),
                (SEARCH, await _searches(collection, routed, bare)),
            ):
                _print(what, found)
            if routed.state().degraded:
                print("PostgreSQL stood in for a part of it; the figures mean nothing")
        finally:
            await routed.close()
            removed = await engine.client.ask(
                "DELETE", f"indexes/{engine.index}", Summary, patience=ONCE
            )
            await finished(engine.client, removed.taskUid)
            await bare.close()
            await engine.close()


async def _fill(engine: MeilisearchEngine) -> None:
    began = time.perf_counter()
    await engine.apply_settings()
    model = await selection.embedding()
    async for keys in store.iter_keys(batch=BATCH):
        await engine.upsert(
            await store.engine_documents(keys, None if model is None else model.model)
        )
    held = sum((await engine.stats()).documents.values())
    print(f"{held:,} documents sent and indexed in {time.perf_counter() - began:.0f} s", flush=True)


async def _matches(collection: Collection, engine: RoutedEngine, bare: Bare) -> Measured:
    measured = Measured()
    for challenge in collection.challenges[:ASKED]:
        asked = await ask(challenge.title_ja, f"{challenge.problem_ja}\n{challenge.process_ja}")
        query = CandidateQuery(
            filter=EVERY_SOLUTION, vector=asked.vector, model=asked.model, phrases=asked.phrases()
        )

        async def candidates(query: CandidateQuery = query) -> None:
            await engine.candidates(query)

        async def page(key: Any = challenge.id) -> None:
            await ranked_solutions(BUREAU_ACTOR, key)

        await _by_turns(measured, bare, candidates, page)
    return measured


async def _searches(collection: Collection, engine: RoutedEngine, bare: Bare) -> Measured:
    measured = Measured()
    for number, solution in enumerate(collection.solutions[:ASKED]):
        words = parse(solution.title_ja).words[: 1 + number % 2]
        query = TypedQuery(words=words, count=tuple(facet.value for facet in COUNTED_FACETS))
        typed = parse(" ".join(word.written for word in words))

        async def search(query: TypedQuery = query) -> None:
            await engine.search(query)

        async def page(typed: Any = typed) -> None:
            await find(ANONYMOUS, typed)

        await _by_turns(measured, bare, search, page)
    return measured


async def _by_turns(measured: Measured, bare: Bare, ask_engine: Work, page: Work) -> None:
    """Once to be warm, then the engine, its requests alone, and the whole, one after the other."""
    bare.sent.clear()
    await ask_engine()
    sent = list(bare.sent)
    await bare.repeat(sent)
    for taken, work in (
        (measured.engine, ask_engine),
        (measured.bare, lambda: bare.repeat(sent)),
        (measured.whole, page),
    ):
        began = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - began) * 1_000)


def _print(what: str, found: Measured) -> None:
    for name, taken in (
        ("bare requests", found.bare),
        ("application's engine", found.engine),
        ("all that a page needs", found.whole),
    ):
        print(f"  {what}, {name}: p50 {median(taken):.1f} ms, p95 {_p95(taken):.1f} ms")
    print(f"{what}: {found.ratio:.2f} times the bare requests (at most {TARGET_RATIO})", flush=True)


def _p95(taken: Sequence[float]) -> float:
    return quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    main(sys.argv[1:])
