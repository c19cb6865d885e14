"""The score of a solution for a challenge, and the order it makes. Plain values in, plain values out.

    closeness = 2·cos(challenge, solution) − mean of the solution's k nearest background challenges
    evidence  = Σ weight of the challenge's nouns found in the solution · damping(its words)
    text      = closeness + EVIDENCE_SHARE · evidence
    score     = text + POINT · points

The first line is one side of CSLS (Conneau et al., Word Translation Without Parallel Data, 2018):
a solution that is near to every challenge ("AI platform for all of administration") loses what it
gains by being near to this one. The second is, up to its sign, the logarithm of the chance that a
solution has these words; it grows with the collection by itself, and a question of few words brings
little of it and so is ruled by meaning. A long text meets more words by chance and is damped.
docs/matching.md says how the constants were measured. Points are the visible effects of structured
facts (`rules`): policy, not measured; the evaluation runs without them.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import log, sqrt
from types import MappingProxyType
from uuid import UUID

from matching.embedding.closeness import closeness

EVIDENCE_SHARE = 0.004
"""Of closeness, for each nat of evidence."""
ORDINARY_WORDS = 40
"""Texts of up to so many distinct words are not damped."""
SYNONYM_SHARE = 0.5
"""Of the weight of a word that is met by another of the same sense."""
NO_OTHERS: Mapping[str, Mapping[str, float]] = MappingProxyType({})
# What one point of structured facts moves: the bands of closeness lie .03 and .04 apart, so one point
# decides among neighbours, and it takes six to eight to make up for a band: text comes first.
POINT = 0.005
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
        evidence: of the words, in nats, damped.
        coverage: share of the challenge's word weight, 0 to 1; shown, not scored.
        points: sum of the visible effects of its facts.
    """

    id: UUID
    cosine: float | None
    hub: float | None
    evidence: float
    coverage: float = 0.0
    points: int = 0


@dataclass(frozen=True, slots=True)
class Scored:
    """A solution in its place.

    Attributes:
        rank: from 1, by score.
        score: rounded to DIGITS.
        text_score: the score without points, rounded.
        points: as given.
        closeness: hub-corrected cosine, rounded; None while the vector is missing.
        evidence: of the words, rounded.
        coverage: share of the word weight, rounded.
        rank_by_meaning: from 1 by closeness; None while the vector is missing.
        rank_by_words: from 1 by evidence.
        rank_by_text: from 1 by the text alone: how it would stand without points.
    """

    id: UUID
    rank: int
    score: float
    text_score: float
    points: int
    closeness: float | None
    evidence: float
    coverage: float
    rank_by_meaning: int | None
    rank_by_words: int
    rank_by_text: int


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


def evidence(
    weights: Mapping[str, float],
    words: Set[str],
    others: Mapping[str, Mapping[str, float]] = NO_OTHERS,
) -> float:
    """What the challenge's words found in a solution speak for it, in nats, from 0.

    Args:
        weights: weight of each distinct word of the challenge.
        words: the solution's distinct words.
        others: words of the same sense as a word of the challenge, with their weights; the heaviest
            of them speaks by SYNONYM_SHARE where the word itself is not there, and never by more
            than the word would.
    """
    if not words:
        return 0.0
    found = 0.0
    # A fixed order of addition, so that equal sets give equal sums.
    for word, weight in sorted(weights.items()):
        if word in words:
            found += weight
        elif word in others:
            met = [heavy for other, heavy in others[word].items() if other in words]
            found += SYNONYM_SHARE * min(weight, max(met, default=0.0))
    return found * min(1.0, sqrt(ORDINARY_WORDS / len(words)))


def ranked(candidates: Iterable[Candidate], point: float = POINT) -> list[Scored]:
    """Candidates in order of score, ties by id. The order of input does not matter.

    A candidate whose vector is not there yet takes the closeness of the candidate that stands at
    its place by words: it is listed where its words put it until its meaning is known. When no
    candidate has a vector, words alone decide.

    Args:
        candidates: each id once.
        point: what one point moves; 0 ranks by the text alone.
    """
    all_ = list(candidates)
    by_words = _ranks((-round(item.evidence, DIGITS), item.id) for item in all_)
    near = {
        item.id: round(closeness(item.cosine, item.hub), DIGITS)
        for item in all_
        if item.cosine is not None and item.hub is not None
    }
    by_meaning = _ranks((-value, key) for key, value in near.items())
    known = sorted(near.values(), reverse=True)
    texts = {
        item.id: round(
            near.get(item.id, _stand_in(known, by_words[item.id])) + EVIDENCE_SHARE * item.evidence,
            DIGITS,
        )
        for item in all_
    }
    scores = {item.id: round(texts[item.id] + point * item.points, DIGITS) for item in all_}
    places = _ranks((-score, key) for key, score in scores.items())
    by_text = _ranks((-score, key) for key, score in texts.items())
    found = [
        Scored(
            id=item.id,
            rank=places[item.id],
            score=scores[item.id],
            text_score=texts[item.id],
            points=item.points,
            closeness=near.get(item.id),
            evidence=round(item.evidence, DIGITS),
            coverage=round(item.coverage, DIGITS),
            rank_by_meaning=by_meaning.get(item.id),
            rank_by_words=by_words[item.id],
            rank_by_text=by_text[item.id],
        )
        for item in all_
    ]
    return sorted(found, key=lambda scored: scored.rank)


def _stand_in(known: Sequence[float], place: int) -> float:
    return known[min(place, len(known)) - 1] if known else 0.0


def _ranks(keys: Iterable[tuple[float, UUID]]) -> dict[UUID, int]:
    return {key: place for place, (_, key) in enumerate(sorted(keys), start=1)}
