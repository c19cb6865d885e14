"""Ranking every question with each method, the matcher's through the code of the challenge page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np

from foundation.access.actor import Actor
from matching.matcher.permissions import Permission
from matching.matcher.queries import ranked_solutions
from matching.matcher.scoring.ranking import Asked, ask, rank
from matching.search.index import store
from matching.search.index.vectors import Vector
from matching.search.kinds import SOLUTION
from search_index.evaluation.bm25 import Bm25
from search_index.evaluation.collection import BUREAU
from search_index.evaluation.nested import Parts
from search_index.evaluation.pairs import Pair, Solution
from search_index.evaluation.parts import parts_of
from search_index.evaluation.questions import Kind, Question

EVERYTHING = 1_000_000
MATCHER, KEYWORD, VECTOR, WORDS = "matcher", "keyword", "vector", "words"
SINGLE = (KEYWORD, VECTOR)
"""Methods that use one thing alone; the matcher must be ahead of each."""


@dataclass(frozen=True)
class Run:
    """Places of the chosen solutions.

    Attributes:
        places: method → place for each question.
        parts: of each question's candidates, for cross-validation; whole challenges only.
        same: for each question, the place of its pair among the pairs measured.
    """

    places: dict[str, list[int | None]]
    parts: Sequence[Parts]
    same: tuple[int, ...]


class Ranker:
    """Ranks questions on an indexed collection.

    Args:
        solutions: of the collection.
        vectors: of them all, shape (pieces, dimensions) each.
    """

    def __init__(self, solutions: Mapping[UUID, Solution], vectors: Mapping[UUID, Vector]) -> None:
        self._bm25 = Bm25(solutions)
        self._ids = sorted(vectors)
        self._pieces = np.concatenate([vectors[key] for key in self._ids])
        lengths = [len(vectors[key]) for key in self._ids]
        self._starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])

    async def run(self, questions: Sequence[Question], pairs: Sequence[Pair]) -> Run:
        """Rank each question with each method.

        matcher: what a bureau sees, without facts, which the collection has none of.
        words: the matcher while there are no vectors.
        keyword: BM25 over all solutions. vector: plain cosine with all solutions.
        """
        places: dict[str, list[int | None]] = {
            name: [] for name in (MATCHER, KEYWORD, VECTOR, WORDS)
        }
        parts: list[Parts] = []
        for question in questions:
            target = question.pair.solution.id
            asked = await ask("", question.text)
            placed = await rank(asked)
            order = [item.id for item in placed.order]
            if question.kind is Kind.FULL:
                order = await _as_the_bureau_sees(question)
                parts.append(await parts_of(asked, placed, question))
            without = await rank(replace(asked, vector=None))
            places[MATCHER].append(place(order, target))
            places[WORDS].append(place([item.id for item in without.order], target))
            places[KEYWORD].append(place(self._bm25.ranked(question.text), target))
            places[VECTOR].append(place(self.by_cosine(asked), target))
        numbers = {pair.name: number for number, pair in enumerate(pairs)}
        return Run(places, parts, tuple(numbers[one.pair.name] for one in questions))

    def by_cosine(self, asked: Asked) -> list[UUID]:
        """All solutions, the nearest first, ties by id.

        Raises:
            RuntimeError: the question has no vector.
        """
        if asked.vector is None:
            raise RuntimeError("a question has no vector")
        cosines = np.maximum.reduceat(self._pieces @ asked.vector, self._starts)
        return [self._ids[at] for at in np.argsort(-np.round(cosines, 6), kind="stable")]


async def ranker(solutions: Mapping[UUID, Solution], model: str) -> Ranker:
    """A ranker for what is indexed."""
    return Ranker(solutions, await store.document_vectors(SOLUTION, list(solutions), model))


def place(order: Sequence[UUID], target: UUID) -> int | None:
    """Place of the target from 1; None where it is not there."""
    return order.index(target) + 1 if target in order else None


async def _as_the_bureau_sees(question: Question) -> list[UUID]:
    bureau = Actor(
        organisation_id=BUREAU, permissions=frozenset({Permission.READ_OWN_RANKING.value})
    )
    ranking = await ranked_solutions(bureau, question.pair.challenge_id, EVERYTHING)
    return [item.solution.id for item in ranking.results]
