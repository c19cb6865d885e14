"""Matching: from a change to its words, and a ranking for a challenge among many solutions.

    python -m benchmarks matching

Texts are made up by the evaluation's generator. Vectors are synthetic: mixtures of the bundled
real ones with noise, since embedding as many texts would take longer than measuring them.
"""

import asyncio
import tempfile
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from uuid import UUID

import numpy as np

import matching.search.indexing
from foundation.database import execute, transaction
from foundation.identity.actor import Actor
from foundation.settings import Settings, use
from matching.embedding.port import Vectors
from matching.embedding.selection import use_embedder
from matching.embedding.texts import query_text, text_hash
from matching.matcher.permissions import Permission
from matching.matcher.queries import ranked_solutions
from matching.matcher.sources import register_sources
from matching.search.engine import engine
from matching.search.providers import CHALLENGE, SOLUTION, DocumentText, register_provider
from matching.search.vectors import bundled_background, store_vectors
from matching.text.tokens import word_set
from search_index.definitions import background_challenges
from search_index.evaluation.collection import BUREAU, Challenges, Solutions
from search_index.evaluation.generator import generated_solutions
from search_index.evaluation.pairs import Solution, solution_id
from search_index.evaluation.throwaway import throwaway_database

SIZES = (1_000, 10_000)
CHALLENGES = 20
ROUNDS = 3
BULK = 500


class SyntheticEmbedder:
    """Vectors near real ones, made from the text's checksum."""

    model = bundled_background().model
    dimensions = 384

    def __init__(self) -> None:
        self._real = np.array(list(bundled_background().vectors.values()))

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return np.array([self._vector(text) for text in texts], dtype=np.float32)

    embed_passages = embed_queries

    def _vector(self, text: str) -> Vectors:
        chance = np.random.default_rng(zlib.crc32(text.encode()))
        mixed = chance.dirichlet([0.3] * 4) @ self._real[chance.integers(len(self._real), size=4)]
        mixed = mixed + chance.normal(scale=0.01, size=self.dimensions)
        unit: Vectors = (mixed / np.linalg.norm(mixed)).astype(np.float32)
        return unit


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        use(Settings.load({}, demo=True, data_dir=Path(folder)))
        asyncio.run(_run())


async def _run() -> None:
    embedder = SyntheticEmbedder()
    use_embedder(embedder)
    texts = {solution_id(f"challenge {text}"): text for text in background_challenges()}
    challenges = Challenges(dict(list(texts.items())[:CHALLENGES]))
    made_up = [Solution(one.id, one.title, one.body) for one in generated_solutions(max(SIZES))]
    solutions = Solutions({one.id: one for one in made_up})
    register_provider(CHALLENGE, challenges)
    register_provider(SOLUTION, solutions)
    register_sources(challenges, solutions)
    try:
        async with throwaway_database():
            await _prepare(challenges, embedder)
            await _change_to_words(made_up[0])
            done = 0
            for size in SIZES:
                await _fill(made_up[done:size], embedder)
                done = size
                await _rank(size, list(challenges.texts))
    finally:
        use_embedder(None)


async def _prepare(challenges: Challenges, embedder: SyntheticEmbedder) -> None:
    bundled = bundled_background()
    await store_vectors(bundled.model, bundled.vectors)
    queries = [query_text("", text) for text in challenges.texts.values()]
    vectors = await embedder.embed_queries(queries)
    keys = [text_hash("query", text) for text in queries]
    await store_vectors(embedder.model, dict(zip(keys, vectors, strict=True)))


async def _change_to_words(solution: Solution) -> None:
    begun = time.perf_counter()
    await matching.search.indexing.index_words(SOLUTION, str(solution.id))
    word = min(word_set([solution.body]))
    assert solution.id in await engine().with_any_word(SOLUTION, [word])
    print(f"a change, from its job's start to found by words: {_ms(begun):.0f} ms")


async def _fill(solutions: Sequence[Solution], embedder: SyntheticEmbedder) -> None:
    begun = time.perf_counter()
    for at in range(0, len(solutions), BULK):
        portion = solutions[at : at + BULK]
        vectors: dict[str, Vectors] = {}
        async with transaction():
            for one in portion:
                keys = matching.search.indexing.embedded_texts(SOLUTION, one.title, one.body)
                made = await embedder.embed_passages(list(keys.values()))
                vectors |= dict(zip(keys, made, strict=True))
                text = DocumentText(one.title, one.body, published=True)
                words = sorted(word_set([one.title, one.body]))
                await matching.search.indexing.write_document(SOLUTION, one.id, text, words)
            await store_vectors(embedder.model, vectors)
    await execute("ANALYZE search_document, text_vector")
    rate = len(solutions) / (time.perf_counter() - begun)
    print(f"indexed {len(solutions):,} solutions, {rate:,.0f} a second (vectors at hand)")


async def _rank(size: int, challenges: Sequence[UUID]) -> None:
    bureau = Actor(organisation_id=BUREAU, permissions=frozenset({Permission.READ_OWN_RANKING}))
    taken: list[float] = []
    for _ in range(ROUNDS):
        for challenge in challenges:
            begun = time.perf_counter()
            ranking = await ranked_solutions(bureau, challenge)
            taken.append(_ms(begun))
            assert ranking.results and ranking.by_meaning
    p95 = quantiles(taken, n=20)[-1]
    print(f"ranking among {size:,}: p50 {median(taken):.0f} ms, p95 {p95:.0f} ms")


def _ms(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
