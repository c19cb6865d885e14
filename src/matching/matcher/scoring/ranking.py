"""From a challenge to scored solutions: candidates of the engine, then what PostgreSQL knows of each.

No permission is looked at here; `queries` does that and adds what people read.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from matching.embedding.closeness import hubnesses, similarities
from matching.matcher.scoring.asking import Asked, ask
from matching.matcher.scoring.score import POINT, Candidate, Scored, coverage, evidence, ranked
from matching.search.engines.port import CandidateQuery, Filter
from matching.search.engines.selection import engine
from matching.search.index import store
from matching.search.index.vectors import (
    Vector,
    background_keys,
    keys_of,
    ordinary_keys,
    stored_vectors,
)
from matching.search.kinds import CHALLENGE, SOLUTION

__all__ = ["Asked", "Known", "Placed", "ask", "background", "candidates", "know", "rank", "score"]

# With fewer published challenges than this, hubness is measured against the bundled ones: a few
# dozen are too like each other, and the measured order is worse (docs/matching.md).
ENOUGH_CHALLENGES = 200
EVERY_SOLUTION = Filter(kinds=(SOLUTION,))


@dataclass(frozen=True)
class Placed:
    """Solutions in order for a challenge.

    Attributes:
        order: best first.
        documents: the solutions as the index holds them.
        level: closeness of an ordinary solution to this challenge; 0 without vectors.
    """

    order: list[Scored]
    documents: Mapping[UUID, store.Indexed]
    level: float


@dataclass(frozen=True)
class _Set:
    """Solutions with their pieces, and how near each is to the background.

    Attributes:
        pieces: shape (pieces, dimensions).
        starts: row of each one's first piece, shape (solutions,).
        near: to the background, shape (solutions, background).
    """

    pieces: Vector
    starts: NDArray[np.intp]
    near: Vector


@dataclass(frozen=True)
class Known:
    """What is known of some solutions, read once for any number of challenges.

    Attributes:
        documents: as the index holds them; ids it does not know are left out.
        embedded: those of them that have vectors, in the order of `solutions`.
        background: column of each background challenge by text hash.
        solutions, ordinary: None without vectors.
    """

    documents: Mapping[UUID, store.Indexed]
    embedded: Sequence[UUID] = ()
    background: Mapping[str, int] | None = None
    solutions: _Set | None = None
    ordinary: _Set | None = None


async def candidates(asked: Asked, within: Filter) -> tuple[UUID, ...]:
    """Ids of what is worth scoring: the nearest by vector and the hits of rare words."""
    found = await engine().candidates(
        CandidateQuery(
            filter=within, vector=asked.vector, model=asked.model, phrases=asked.phrases()
        )
    )
    return tuple(key.id for key in found.all_keys())


async def know(ids: Collection[UUID], model: str | None) -> Known:
    """Read what scoring needs of these solutions.

    Args:
        model: of the vectors; None reads words alone.
    """
    documents = await store.documents(SOLUTION, ids)
    if model is None or not documents:
        return Known(documents)
    vectors = await store.document_vectors(SOLUTION, list(documents), model)
    around = await _around(model)
    columns = {key: column for column, key in enumerate(around)}
    matrix = _rows(around.values())
    ordinary = await _kept(model, ordinary_keys())
    return Known(
        documents,
        tuple(vectors),
        columns,
        _set([vectors[key] for key in vectors], matrix),
        _set([row[np.newaxis] for row in ordinary.values()], matrix),
    )


def score(
    asked: Asked,
    known: Known,
    points: Mapping[UUID, int] | None = None,
    *,
    point: float = POINT,
) -> Placed:
    """Score these solutions for a challenge, and no others.

    Args:
        points: sum of visible effects of each; 0 where it is not told.
        point: what one of them moves.
    """
    cosines: dict[UUID, float] = {}
    hubs: dict[UUID, float] = {}
    level = 0.0
    column = (known.background or {}).get(asked.key)
    if asked.vector is not None and known.ordinary is not None:
        level = _level(asked.vector, known.ordinary, column)
    if asked.vector is not None and known.solutions is not None:
        near, hub = _nearness(asked.vector, known.solutions, column)
        cosines = dict(zip(known.embedded, near.tolist(), strict=True))
        hubs = dict(zip(known.embedded, hub.tolist(), strict=True))
    counts = points or {}
    found = [
        Candidate(
            id=key,
            cosine=cosines.get(key),
            hub=hubs.get(key),
            evidence=evidence(asked.weights, document.words, asked.others),
            coverage=coverage(asked.weights, document.words),
            points=counts.get(key, 0),
        )
        for key, document in known.documents.items()
    ]
    return Placed(ranked(found, point), known.documents, level)


async def rank(asked: Asked, within: Filter = EVERY_SOLUTION) -> Placed:
    """All candidates in order, by their texts alone."""
    return score(asked, await know(await candidates(asked, within), asked.model))


async def background(model: str, except_key: str) -> Vector:
    """Vectors that hubness is measured against, shape (challenges, dimensions).

    Args:
        except_key: of the challenge that is asked, which is not its own background.
    """
    return _rows(row for key, row in (await _around(model)).items() if key != except_key)


async def _around(model: str) -> dict[str, Vector]:
    """Vectors of the background by text hash, in its order.

    Published challenges, or the bundled ones while few are published.
    """
    keys = await keys_of(CHALLENGE)
    # The challenge that is asked is one of them, and counts when it is decided whether they are enough.
    if len(keys) <= ENOUGH_CHALLENGES:
        return await _kept(model, background_keys())
    found = await stored_vectors(model, keys)
    return {key: found[key] for key in sorted(found)}


@cache
def _bundled(model: str) -> dict[str, Vector]:
    """Vectors of bundled texts, which never change under one hash and model."""
    return {}


async def _kept(model: str, keys: Mapping[str, str]) -> dict[str, Vector]:
    kept = _bundled(model)
    missing = [key for key in keys if key not in kept]
    if missing:
        kept.update(await stored_vectors(model, missing))
    return {key: kept[key] for key in sorted(keys) if key in kept}


def _set(vectors: Sequence[Vector], around: Vector) -> _Set | None:
    """Args: vectors: pieces of each solution, shape (pieces, dimensions)."""
    if not vectors:
        return None
    pieces = np.concatenate(vectors)
    lengths = [len(one) for one in vectors]
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.intp)
    if around.size:
        return _Set(pieces, starts, similarities(pieces, starts, around))
    return _Set(pieces, starts, np.zeros((len(vectors), 0), dtype=np.float32))


def _nearness(vector: Vector, solutions: _Set, column: int | None) -> tuple[Vector, Vector]:
    cosines = similarities(solutions.pieces, solutions.starts, vector[np.newaxis])[:, 0]
    return cosines, hubnesses(solutions.near, column)


def _level(vector: Vector, ordinary: _Set, column: int | None) -> float:
    cosines, hubs = _nearness(vector, ordinary, column)
    return float(np.mean(2 * cosines - hubs))


def _rows(vectors: Iterable[Vector]) -> Vector:
    return np.array(list(vectors), dtype=np.float32)
