"""A collection of made-up records in the application's own tables, and vectors to go with them.

Texts come from the seeded generator. Vectors are synthetic and say so: mixtures of some real ones
(embedded once and kept in the user's cache folder) with a little noise, since embedding 100,000
solutions would take a day.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

import numpy as np
from numpy.typing import NDArray

from foundation.clock import now, today
from foundation.database import execute
from matching.embedding.codec import VectorFile
from matching.embedding.texts import passage_texts, query_text, text_hash
from matching.search.index.vectors import bundled_background, load_vectors, store_vectors
from search_index.evaluation.cached import CachedEmbedder, cache_folder
from search_index.generator.records import GeneratedChallenge, GeneratedSolution
from search_index.generator.solutions import (
    generated_challenges,
    generated_records,
    short_solutions,
)

BUREAU = uuid5(UUID(int=0), "benchmark bureau")
REAL = 2_000
MIXED = 4
NOISE = 0.01
BATCH = 2_000
Vectors = NDArray[np.float32]


class Synthetic:
    """Vectors near real ones, and the embedder that gives them for texts nobody embedded.

    Args:
        real: shape (texts, dimensions), unit length.
        model: whose they are.
    """

    def __init__(self, real: Vectors, model: str) -> None:
        self.model = model
        self.dimensions = int(real.shape[1])
        self._real = real
        self._chance = np.random.default_rng(20201108)

    def mixtures(self, count: int) -> Vectors:
        """So many vectors, each near a few real ones."""
        shares = self._chance.dirichlet([0.3] * MIXED, size=count).astype(np.float32)
        chosen = self._real[self._chance.integers(len(self._real), size=(count, MIXED))]
        mixed = np.einsum("nm,nmd->nd", shares, chosen)
        mixed += self._chance.normal(scale=NOISE, size=mixed.shape).astype(np.float32)
        found: Vectors = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
        return found

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self.mixtures(len(texts))

    embed_passages = embed_queries


async def synthetic() -> Synthetic:
    """Made from real vectors of made-up short texts; the first run embeds them, for some minutes."""
    embedder = CachedEmbedder(path=cache_folder() / "benchmark-vectors.json")
    try:
        texts = [passage_texts(title, body)[0] for _, title, body in short_solutions(REAL)]
        return Synthetic(await embedder.embed_passages(texts), embedder.model)
    finally:
        embedder.close()


class Collection:
    """Records that are made and written as a growing number of them is asked for."""

    def __init__(self, most: int, challenges: int, vectors: Synthetic) -> None:
        self.solutions: list[GeneratedSolution] = generated_records(most)
        self.challenges: list[GeneratedChallenge] = generated_challenges(challenges)
        self._vectors = vectors
        self._written = 0
        self._startups: set[UUID] = set()

    async def begin(self) -> None:
        """Write the bureau, its challenges, and the background."""
        await load_vectors(bundled_background())
        await _insert(
            "organisation",
            [{"id": BUREAU, "kind": "bureau", "name": "見本局", "created_at": now()}],
        )
        await _insert(
            "challenge", (_challenge(number, one) for number, one in enumerate(self.challenges))
        )
        texts = [
            query_text(one.title_ja, f"{one.problem_ja}\n{one.process_ja}")
            for one in self.challenges
        ]
        keys = [text_hash("query", text) for text in texts]
        made = self._vectors.mixtures(len(keys))
        await store_vectors(self._vectors.model, dict(zip(keys, made, strict=True)))

    async def grow(self, size: int) -> None:
        """Write solutions, their startups and vectors until there are so many."""
        for at in range(self._written, size, BATCH):
            portion = self.solutions[at : min(at + BATCH, size)]
            startups = {one.startup.id: one.startup for one in portion}
            new = [one for key, one in startups.items() if key not in self._startups]
            self._startups.update(startups)
            await _insert(
                "organisation",
                (
                    {
                        "id": one.id,
                        "kind": "startup",
                        "name": one.name_ja[:100],
                        "created_at": now(),
                    }
                    for one in new
                ),
            )
            await _insert("startup", (_startup(one) for one in new))
            await _insert("solution", (_solution(one) for one in portion))
            keys = [
                text_hash("passage", text)
                for one in portion
                for text in passage_texts(one.title, one.body)
            ]
            made = self._vectors.mixtures(len(keys))
            await _store(VectorFile(self._vectors.model, dict(zip(keys, made, strict=True))))
        self._written = size
        await execute("ANALYZE organisation, startup, solution, challenge, text_vector")


def _startup(one: Any) -> dict[str, Any]:
    number = f"{9_000_000_000_000 + one.number}"
    return {
        "id": one.id,
        "version": 1,
        "state": "confirmed",
        "corporate_number": number,
        "name_ja": one.name_ja,
        "name_kana": one.name_kana,
        "name_en": one.name_en,
        "summary_ja": one.summary_ja,
        "address_ja": one.address_ja,
        "sample": True,
        "sample_fields": [],
        "created_at": now(),
        "updated_at": now(),
        "submitted_at": now(),
        "confirmed_at": now(),
        "name_confirmed": one.name_ja,
        "number_confirmed": number,
    }


def _solution(one: GeneratedSolution) -> dict[str, Any]:
    published = now() - timedelta(days=one.days_public)
    sold = None if one.days_sold is None else today() - timedelta(days=one.days_sold)
    return {
        "id": one.id,
        "version": 1,
        "edition": 1,
        "startup": one.startup.id,
        "state": "published",
        "title_ja": one.title_ja,
        "title_en": one.title_en,
        "problem_ja": one.problem_ja,
        "how_ja": one.how_ja,
        "evidence_ja": one.evidence_ja or None,
        "evidence_public": True,
        "on_sale_since": sold,
        "not_on_sale": False,
        "readiness": one.readiness,
        "price_yen": one.price_yen,
        "price_unit": one.price_unit,
        "price_public": True,
        "categories": list(one.categories),
        "regions": list(one.regions),
        "site_types": list(one.site_types),
        "conditions": one.conditions,
        "created_at": published,
        "updated_at": published,
        "published_at": published,
        "edition_at": published,
    }


def _challenge(number: int, one: GeneratedChallenge) -> dict[str, Any]:
    published = now() - timedelta(days=one.days_public)
    return {
        "id": one.id,
        "version": 1,
        "edition": 1,
        "organisation": BUREAU,
        "number": f"C-2026-{number + 1:03d}",
        "state": "published",
        "title_ja": one.title_ja,
        "problem_ja": one.problem_ja,
        "process_ja": one.process_ja,
        "affected_ja": one.affected_ja,
        "site_type": one.site_type,
        "region": one.region,
        "conditions": list(one.conditions),
        "readiness_minimum": one.readiness_minimum,
        "pilot_budget_yen": one.pilot_budget_yen,
        "category": one.category,
        "closes_on": today() + timedelta(days=one.days_open),
        "created_at": published,
        "updated_at": published,
        "submitted_at": published,
        "published_at": published,
    }


async def _insert(table: str, rows: Iterable[dict[str, Any]]) -> None:
    records = list(rows)
    if records:
        columns = ", ".join(records[0])
        await execute(
            f"INSERT INTO {table} ({columns}) "
            f"SELECT {columns} FROM json_populate_recordset(NULL::{table}, $1::text::json)",
            json.dumps(records, default=str),
        )


async def _store(content: VectorFile) -> None:
    keys, vectors = list(content.vectors), list(content.vectors.values())
    for at in range(0, len(keys), BATCH):
        portion = dict(zip(keys[at : at + BATCH], vectors[at : at + BATCH], strict=True))
        await store_vectors(content.model, portion)
