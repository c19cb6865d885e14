"""The names that the matcher knew the index by, until it asks `store` and `selection` itself."""

from collections.abc import Collection, Mapping
from uuid import UUID

from matching.search import store
from matching.search.port import NEAREST, CandidateQuery, Filter, Phrase
from matching.search.postgres import PostgresEngine
from matching.search.store import Indexed
from matching.search.vectors import Vector

__all__ = ["NEAREST", "RARE", "Indexed", "engine"]

RARE = 20


class _Earlier(PostgresEngine):
    async def count(self, kind: str) -> int:
        return await store.count(kind)

    async def frequencies(self, kind: str, words: Collection[str]) -> Mapping[str, int]:
        return await store.frequencies(kind, words)

    async def documents(self, ids: Collection[UUID]) -> dict[UUID, Indexed]:
        return await store.documents(ids)

    async def nearest(
        self, kind: str, model: str, vector: Vector, limit: int = NEAREST
    ) -> list[UUID]:
        asked = CandidateQuery(
            filter=Filter(kinds=(kind,)), vector=vector, model=model, nearest=limit
        )
        return [hit.id for hit in (await self.candidates(asked)).nearest or ()]

    async def with_any_word(
        self, kind: str, words: Collection[str], limit: int = NEAREST
    ) -> list[UUID]:
        phrases = tuple(Phrase(word, frozenset({word})) for word in words)
        asked = CandidateQuery(filter=Filter(kinds=(kind,)), phrases=phrases, hits=limit)
        met: dict[UUID, int] = {}
        for hits in (await self.candidates(asked)).by_phrase:
            for hit in hits:
                met[hit.id] = met.get(hit.id, 0) + 1
        return sorted(met, key=lambda key: (-met[key], key))[:limit]


def engine() -> _Earlier:
    """The index as it was asked before."""
    return _Earlier()
