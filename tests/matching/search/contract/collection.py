"""Documents with made-up vectors, and the engine they are put into."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import numpy as np

from foundation.ids import new_id
from matching.search.engines.port import (
    EngineDocument,
    Filter,
    Phrase,
    SearchEngine,
    TypedQuery,
    TypedWord,
)
from matching.search.index.indexing import words_of
from matching.search.keys import Key
from matching.search.kinds import CHALLENGE, SOLUTION
from matching.text.folding import folded
from matching.text.normalise import normalise
from matching.text.tokens import word_set

MODEL = "synthetic"
DIMENSIONS = 384
DAY = date(2026, 11, 24)
ROOM = uuid5(UUID(int=0), "contract")


def direction(angle: float, dimensions: int = DIMENSIONS) -> np.ndarray:
    """A unit vector; the cosine of two of them is that of the difference of their angles."""
    vector = np.zeros(dimensions, dtype=np.float32)
    vector[0], vector[1] = np.cos(angle), np.sin(angle)
    return vector


def document(
    title: str = "見守りセンサー",
    body: str = "",
    *,
    angle: float | Iterable[float] | None = None,
    key: UUID | None = None,
    kind: str = SOLUTION,
    sorted_on: date = DAY,
    **more: Any,
) -> EngineDocument:
    """A document with its words, and vectors at these angles."""
    names = {name: normalise(more.pop(name, "")) for name in ("title_en", "owner", "owner_en")}
    further = normalise(more.pop("more", ""))
    angles = [angle] if isinstance(angle, float | int) else angle
    return EngineDocument(
        id=key or new_id(),
        kind=kind,
        title=normalise(title),
        body=normalise(body),
        more=further,
        **names,
        words=frozenset(words_of([title, body, further, *names.values()])),
        title_words=frozenset(words_of([title, *names.values()])),
        sorted_on=sorted_on,
        vectors=None if angles is None else np.array([direction(one) for one in angles]),
        model=None if angles is None else MODEL,
        **more,
    )


class Collection:
    """An engine that holds what a test put there."""

    def __init__(self, engine: SearchEngine) -> None:
        self.engine = engine
        self._put: set[Key] = set()

    async def put(self, *documents: EngineDocument) -> list[Key]:
        """Put documents in; returns their keys."""
        await self.engine.upsert(documents)
        keys = [one.key for one in documents]
        self._put.update(keys)
        return keys

    async def clear(self) -> None:
        """Take everything out again."""
        await self.engine.delete(self._put)

    async def find(self, *words: str | TypedWord, **query: Any) -> list[Key]:
        """Keys of a typed search, in order."""
        return [hit.key for hit in (await self.found(*words, **query)).hits]

    async def found(self, *words: str | TypedWord, **query: Any):
        """The answer to a typed search."""
        asked = tuple(word if isinstance(word, TypedWord) else typed(word) for word in words)
        return await self.engine.search(TypedQuery(words=asked, **query))

    async def under(self, filter: Filter) -> set[Key]:
        """Keys of everything that a filter lets through."""
        return {hit.key for hit in (await self.engine.search(TypedQuery(filter=filter))).hits}


def typed(word: str, *, prefix: bool = False) -> TypedWord:
    """A word as somebody types it."""
    plain = normalise(word).lower()
    return TypedWord(folded(plain), frozenset(words_of([plain])) | {folded(plain)}, prefix)


def phrase(term: str) -> Phrase:
    """A key term as the matcher asks it."""
    return Phrase(normalise(term), word_set([term]) or frozenset({normalise(term).lower()}))


SOLUTIONS = Filter(kinds=(SOLUTION,))
CHALLENGES = Filter(kinds=(CHALLENGE,))


def facets(**codes: str | tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Facets by keyword."""
    return {name: (code,) if isinstance(code, str) else code for name, code in codes.items()}
