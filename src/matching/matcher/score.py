"""The score of a solution for a challenge, and the order it makes. Plain values in, plain values out.

    closeness = 2·cos(challenge, solution) − mean of the solution's k nearest background challenges
    score     = closeness + COVERAGE_SHARE · coverage

The first line is one side of CSLS (Conneau et al., Word Translation Without Parallel Data, 2018):
a solution that is near to every challenge ("AI platform for all of administration") loses what it
gains by being near to this one. Coverage is the share of the challenge's word weight found in the
solution. docs/matching.md says how both constants were measured.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import log
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 5
COVERAGE_SHARE = 0.15
# Builds of one model differ in the last digits (cosine 0.99996): rounded before ordering.
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a solution before it is scored.

    Attributes:
        id: the solution's id; breaks ties.
        cosine: of challenge and nearest piece of the solution, −1 to 1; None without a vector.
        hub: mean cosine of the solution and its NEIGHBOURS nearest background challenges; None
            without a vector.
        coverage: share of the challenge's word weight, 0 to 1.
    """

    id: UUID
    cosine: float | None
    hub: float | None
    coverage: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A solution in its place.

    Attributes:
        rank: from 1, by score.
        score: rounded to DIGITS.
        closeness: hub-corrected cosine, rounded; None while the vector is missing.
        coverage: share of the word weight, rounded.
        rank_by_meaning: from 1 by closeness; None while the vector is missing.
        rank_by_words: from 1 by coverage.
    """

    id: UUID
    rank: int
    score: float
    closeness: float | None
    coverage: float
    rank_by_meaning: int | None
    rank_by_words: int


def hubness(similarities: NDArray[np.float32], neighbours: int = NEIGHBOURS) -> float:
    """Mean of the largest cosines of one solution to the background.

    Args:
        similarities: shape (background challenges,); empty gives 0.
        neighbours: how many count, at most as many as there are.
    """
    if similarities.size == 0:
        return 0.0
    count = min(neighbours, similarities.size)
    return float(np.sort(similarities)[-count:].mean())


def closeness(cosine: float, hub: float) -> float:
    """Hub-corrected cosine, about 0.6 to 1.0 with the default model."""
    return 2 * cosine - hub


def word_weight(documents: int, documents_with_word: int) -> float:
    """Inverse document frequency as BM25 takes it (Robertson and Spärck Jones, smoothed), above 0."""
    return log(1 + (documents - documents_with_word + 0.5) / (documents_with_word + 0.5))


def coverage(weights: Mapping[str, float], words: Set[str]) -> float:
    """Share of the challenge's word weight found in a solution, 0 to 1.

    Args:
        weights: weight of each distinct word of the challenge.
        words: the solution's distinct words.
    """
    # A fixed order of addition, so that equal sets give equal sums.
    order = sorted(weights.items())
    whole = sum(weight for _, weight in order)
    found = sum(weight for word, weight in order if word in words)
    return found / whole if whole else 0.0


def ranked(candidates: Iterable[Candidate]) -> list[Scored]:
    """Candidates in order of score, ties by id. The order of input does not matter.

    A candidate whose vector is not there yet takes the closeness of the candidate that stands at
    its place by words: it is listed where its words put it until its meaning is known. When no
    candidate has a vector, words alone decide.
    """
    all_ = list(candidates)
    by_words = _ranks((-round(item.coverage, DIGITS), item.id) for item in all_)
    near = {
        item.id: round(closeness(item.cosine, item.hub), DIGITS)
        for item in all_
        if item.cosine is not None and item.hub is not None
    }
    by_meaning = _ranks((-value, key) for key, value in near.items())
    known = sorted(near.values(), reverse=True)
    scores = {
        item.id: round(
            near.get(item.id, _stand_in(known, by_words[item.id])) + COVERAGE_SHARE * item.coverage,
            DIGITS,
        )
        for item in all_
    }
    places = _ranks((-score, key) for key, score in scores.items())
    found = [
        Scored(
            id=item.id,
            rank=places[item.id],
            score=scores[item.id],
            closeness=near.get(item.id),
            coverage=round(item.coverage, DIGITS),
            rank_by_meaning=by_meaning.get(item.id),
            rank_by_words=by_words[item.id],
        )
        for item in all_
    ]
    return sorted(found, key=lambda scored: scored.rank)


def _stand_in(known: Sequence[float], place: int) -> float:
    return known[min(place, len(known)) - 1] if known else 0.0


def _ranks(keys: Iterable[tuple[float, UUID]]) -> dict[UUID, int]:
    return {key: place for place, (_, key) in enumerate(sorted(keys), start=1)}
