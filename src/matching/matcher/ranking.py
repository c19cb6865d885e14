"""From a challenge's text to scored solutions: candidates, what is known of each, the order.

No permission is looked at here; `queries` does that and adds what people read.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from foundation.database import fetch
from matching.embedding.models import serving
from matching.embedding.texts import query_text, text_hash
from matching.matcher.score import (
    Candidate,
    Scored,
    closeness,
    coverage,
    hubness,
    ranked,
    word_weight,
)
from matching.search.asking import query_vector
from matching.search.engine import RARE, Indexed, engine
from matching.search.providers import CHALLENGE, SOLUTION
from matching.search.vectors import (
    Vector,
    background_keys,
    ordinary_keys,
    stored_vectors,
)
from matching.text.tokens import word_set

# With fewer published challenges than this, hubness is measured against the bundled ones: a few
# dozen are too like each other, and the measured order is worse (docs/matching.md).
ENOUGH_CHALLENGES = 200


@dataclass(frozen=True)
class Asked:
    """A challenge as it is compared.

    Attributes:
        text: title and body, for the terms that are shown.
        key: of its vector.
        weights: weight of each of its words among published solutions.
        in_use: its words that at least one published solution has.
        vector: None while it is not embedded.
        model: of the vectors; None where the installation matches by words only.
        solutions: how many published solutions there are.
    """

    text: str
    key: str
    weights: Mapping[str, float]
    in_use: frozenset[str]
    vector: Vector | None
    model: str | None
    solutions: int


async def ask(title: str, body: str, *, embed_now: bool = False) -> Asked:
    """Make a challenge's text ready to be compared.

    Args:
        title: may be empty.
        body: problem and today's process, never the assumed solution.
        embed_now: somebody waits: embed it when no vector is stored, if that goes fast enough.
    """
    text = query_text(title, body)
    key = text_hash("query", text)
    words = word_set([title, body])
    total = await engine().count(SOLUTION)
    frequencies = await engine().frequencies(SOLUTION, words)
    served = await serving()
    vector = None if served is None else await query_vector(served, text, embed_now=embed_now)
    return Asked(
        text=f"{title}\n{body}".strip(),
        key=key,
        weights={word: word_weight(total, frequencies.get(word, 0)) for word in words},
        in_use=frozenset(frequencies),
        vector=vector,
        model=None if served is None else served.name,
        solutions=total,
    )


@dataclass(frozen=True)
class Placed:
    """Solutions in order for a challenge.

    Attributes:
        order: best first.
        documents: the solutions as the index holds them.
        level: closeness of an ordinary solution to this challenge; 0 without vectors.
    """

    order: list[Scored]
    documents: Mapping[UUID, Indexed]
    level: float


async def rank(asked: Asked) -> Placed:
    """All candidates in order."""
    ids = await _candidates(asked)
    return await score(asked, await engine().documents(ids))


async def score(asked: Asked, solutions: Mapping[UUID, Indexed]) -> Placed:
    """Score these solutions for a challenge, and no others."""
    near, level = await _closeness(asked, solutions.values())
    order = ranked(
        Candidate(
            id=solution.id,
            cosine=near[solution.id][0] if solution.id in near else None,
            hub=near[solution.id][1] if solution.id in near else None,
            coverage=coverage(asked.weights, solution.words),
        )
        for solution in solutions.values()
    )
    return Placed(order, solutions, level)


async def background(model: str, except_key: str) -> Vector:
    """Vectors that hubness is measured against, shape (challenges, dimensions).

    Published challenges but the one asked, or the bundled ones while few are published.
    """
    rows = await fetch(
        "SELECT DISTINCT key FROM search_document d CROSS JOIN LATERAL unnest(d.vector_keys) AS key "
        "WHERE d.kind = $1 AND key <> $2",
        CHALLENGE,
        except_key,
    )
    keys: Collection[str] = [row["key"] for row in rows]
    if len(keys) < ENOUGH_CHALLENGES:
        keys = background_keys()
    vectors = await stored_vectors(model, keys)
    return np.array([vectors[key] for key in sorted(vectors)], dtype=np.float32)


async def _candidates(asked: Asked) -> list[UUID]:
    ids: list[UUID] = []
    if asked.vector is None or asked.model is None:
        words = sorted(asked.in_use)
    else:
        ids += await engine().nearest(SOLUTION, asked.model, asked.vector)
        words = sorted(
            word
            for word in asked.in_use
            if asked.weights[word] >= word_weight(asked.solutions, RARE)
        )
    ids += await engine().with_any_word(SOLUTION, words)
    return list(dict.fromkeys(ids))


async def _closeness(
    asked: Asked, solutions: Collection[Indexed]
) -> tuple[dict[UUID, tuple[float, float]], float]:
    """Cosine and hubness of the solutions whose pieces all have vectors; an ordinary closeness."""
    if asked.vector is None or asked.model is None:
        return {}, 0.0
    keys = {key for solution in solutions for key in solution.vector_keys}
    vectors = await stored_vectors(asked.model, keys)
    around = await background(asked.model, asked.key)
    found: dict[UUID, tuple[float, float]] = {}
    for solution in solutions:
        pieces = [vectors[key] for key in solution.vector_keys if key in vectors]
        if pieces and len(pieces) == len(solution.vector_keys):
            found[solution.id] = _cosine_and_hub(asked.vector, pieces, around)
    ordinary = await stored_vectors(asked.model, ordinary_keys())
    usual = [
        closeness(*_cosine_and_hub(asked.vector, [ordinary[key]], around))
        for key in sorted(ordinary)
    ]
    return found, sum(usual) / len(usual) if usual else 0.0


def _cosine_and_hub(
    vector: Vector, pieces: Sequence[Vector], around: Vector
) -> tuple[float, float]:
    matrix = np.array(pieces)
    # A solution is as near to a challenge as its nearest piece is.
    hub = hubness((around @ matrix.T).max(axis=1)) if around.size else 0.0
    return float((matrix @ vector).max()), hub
