"""Matching at 1,000, 10,000 and 100,000 solutions on the PostgreSQL engine.

    python -m benchmarks matching
    python -m benchmarks.matching --size 1000 --size 10000

Everything but the vectors is as in an installation: records in the application's own tables, read
through its own queries, indexed by its own code, on the embedded PostgreSQL as it is configured.
Vectors are synthetic (`benchmarks._collection`). The last table is what docs/ quotes.
"""

import argparse
import asyncio
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from uuid import UUID

from benchmarks._collection import BUREAU, Collection, Synthetic, synthetic
from foundation import database
from foundation.access.actor import Actor
from foundation.database import execute, fetch_value, transaction
from foundation.database.embedded import EmbeddedPostgres
from foundation.database.migrations import migrate
from foundation.jobs.worker import run_worker
from foundation.settings import Settings, current
from matching.embedding.selection import use_embedder
from matching.embedding.texts import query_text, text_hash
from matching.matcher.permissions import Permission
from matching.matcher.queries import ranked_solutions
from matching.search.effects import document_changed
from matching.search.engines.port import CandidateQuery, Filter, Phrase, TypedQuery, TypedWord
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.index import store
from matching.search.index.rebuild import rebuild
from matching.search.index.vectors import stored_vectors
from matching.search.kinds import SOLUTION
from matching.search.providers import Facet
from matching.text.tokens import word_set
from portal.application import compose

SIZES = (1_000, 10_000, 100_000)
CHALLENGES = 300
ASKED = 40
ROUNDS = 2
TERMS = 12
CHANGES = 20
LOOK_AGAIN_SECONDS = 0.01
MOST_LOOKS = 3_000
WORKER_STARTS_SECONDS = 2.0
MATCH = "match a challenge, all inclusive"
TARGET_MS = 300
TARGET_GROWTH = 4.0
TARGET_REBUILD_SECONDS = 300
BUREAU_ACTOR = Actor(
    organisation_id=BUREAU, permissions=frozenset({Permission.READ_OWN_RANKING.value})
)


@dataclass
class Measured:
    """Milliseconds by what was measured, for one size."""

    size: int
    taken: dict[str, list[float]] = field(default_factory=dict)

    def p50(self, what: str) -> float:
        """Median."""
        return median(self.taken[what])

    def p95(self, what: str) -> float:
        """95th percentile."""
        return quantiles(self.taken[what], n=20)[-1]

    async def time(self, what: str, work: Callable[[], Awaitable[object]]) -> None:
        """Do it and remember how long it took."""
        begun = time.perf_counter()
        await work()
        self.taken.setdefault(what, []).append((time.perf_counter() - begun) * 1_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching")
    parser.add_argument("--size", type=int, action="append", help="solutions; may be repeated")
    options = parser.parse_args(arguments or [])
    folder = Path(tempfile.mkdtemp(prefix="ks-benchmark-"))
    # As root the database server runs as a user of its own, who must be able to enter.
    folder.chmod(0o711)
    server = EmbeddedPostgres(folder / "postgres")
    try:
        compose(Settings.load({}, demo=True, data_dir=folder))
        database.configure(server.start())
        asyncio.run(_run(sorted(options.size or SIZES)))
    finally:
        use_embedder(None)
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _run(sizes: Sequence[int]) -> None:
    await migrate()
    vectors = await synthetic()
    use_embedder(vectors)
    async with database.pool(size=4):
        collection = Collection(max(sizes), CHALLENGES, vectors)
        await collection.begin()
        found = []
        for size in sizes:
            await _fill(collection, size)
            measured = Measured(size)
            await _rank(measured, collection)
            await _parts(measured, collection, vectors)
            await _changes(measured, collection)
            _print(measured)
            found.append(measured)
        await _rebuilds()
        _compare(found)


async def _fill(collection: Collection, size: int) -> None:
    begun = time.perf_counter()
    await collection.grow(size)
    written = time.perf_counter()
    done = await rebuild(_progress)
    print(
        f"\n{size:,} solutions: rows in {written - begun:.0f} s; {done.documents:,} documents "
        f"indexed in {done.seconds:.0f} s, the new ones cut into words and not embedded",
        flush=True,
    )


async def _rank(measured: Measured, collection: Collection) -> None:
    asked = [one.id for one in collection.challenges[:ASKED]]
    for challenge in asked[:5]:
        await ranked_solutions(BUREAU_ACTOR, challenge)

    async def rank(challenge: UUID) -> None:
        ranking = await ranked_solutions(BUREAU_ACTOR, challenge)
        assert ranking.results and ranking.by_meaning

    for _ in range(ROUNDS):
        for challenge in asked:
            await measured.time(MATCH, partial(rank, challenge))


async def _parts(measured: Measured, collection: Collection, vectors: Synthetic) -> None:
    engine = PostgresEngine()
    for challenge in collection.challenges[:ASKED]:
        text = query_text(challenge.title_ja, f"{challenge.problem_ja}\n{challenge.process_ja}")
        words = word_set([text])
        known = await store.frequencies(SOLUTION, words)
        key = text_hash("query", text)
        vector = (await stored_vectors(vectors.model, [key]))[key]
        rarest = sorted(known, key=lambda word: (known[word], word))[:TERMS]
        phrases = tuple(Phrase(word, frozenset({word})) for word in rarest)
        plain = CandidateQuery(
            filter=Filter(kinds=(SOLUTION,)), vector=vector, model=vectors.model, phrases=phrases
        )
        narrow = CandidateQuery(
            filter=Filter(
                kinds=(SOLUTION,),
                facets={Facet.CATEGORY.value: (challenge.category,)},
                without={Facet.CANNOT.value: challenge.conditions},
            ),
            vector=vector,
            model=vectors.model,
            phrases=phrases,
        )
        keys = (await engine.candidates(plain)).all_keys()
        ids = [key.id for key in keys]
        typed = TypedQuery(
            words=tuple(TypedWord(word, frozenset({word})) for word in rarest[-2:]),
            count=(Facet.CATEGORY.value, Facet.REGION.value),
        )
        for what, work in (
            ("frequencies of its words", partial(store.frequencies, SOLUTION, words)),
            ("candidates", partial(engine.candidates, plain)),
            ("candidates of one field", partial(engine.candidates, narrow)),
            ("candidates' texts and words", partial(store.documents, SOLUTION, ids)),
            ("candidates' vectors", partial(store.document_vectors, SOLUTION, ids, vectors.model)),
            ("typed search of two words", partial(engine.search, typed)),
            ("similar solutions", partial(engine.similar, keys[0], plain.filter, 10)),
        ):
            await measured.time(what, work)


async def _changes(measured: Measured, collection: Collection) -> None:
    """From the commit of a change to its being found, by a worker like that of an installation."""
    engine = PostgresEngine()
    worker = asyncio.create_task(run_worker(current()))
    await asyncio.sleep(WORKER_STARTS_SECONDS)
    try:
        for number, one in enumerate(collection.solutions[:CHANGES]):
            word = f"zz{number}q{time.time_ns()}"
            asked = TypedQuery(words=(TypedWord(word, frozenset({word})),))
            async with transaction():
                await execute(
                    "UPDATE solution SET how_ja = how_ja || ' ' || $2 WHERE id = $1", one.id, word
                )
                await document_changed(SOLUTION, one.id)

            async def visible(asked: TypedQuery = asked) -> None:
                for _ in range(MOST_LOOKS):
                    if (await engine.search(asked)).total:
                        return
                    await asyncio.sleep(LOOK_AGAIN_SECONDS)
                raise RuntimeError("a change was not indexed")

            await measured.time("a change until it is found by words", visible)
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker


async def _rebuilds() -> None:
    for what, anew in (("compared, nothing to write", False), ("every row and index anew", True)):
        done = await rebuild(_progress, anew=anew)
        size: int = await fetch_value("SELECT pg_database_size(current_database())")
        print(
            f"\nrebuild of {done.documents:,} documents, words and vectors kept, {what}: "
            f"{done.seconds:.0f} s (at most {TARGET_REBUILD_SECONDS}), peak memory of the process "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB with the "
            f"benchmark's own records; database {size / 1_000_000:,.0f} MB",
            flush=True,
        )


def _progress(step: str, done: int, total: int) -> None:
    print(f"\r{step} {done:,} of {total:,}   ", end="", file=sys.stderr, flush=True)


def _print(measured: Measured) -> None:
    for what in measured.taken:
        print(
            f"  {what}: p50 {measured.p50(what):.0f} ms, p95 {measured.p95(what):.0f} ms",
            flush=True,
        )


def _compare(found: Sequence[Measured]) -> None:
    first, last = found[0], found[-1]
    growth = last.p95(MATCH) / first.p95(MATCH)
    print(
        f"\nmatching {last.size:,}: p95 {last.p95(MATCH):.0f} ms (at most {TARGET_MS}), "
        f"{growth:.1f} times that of {first.size:,} (under {TARGET_GROWTH:.0f})"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
