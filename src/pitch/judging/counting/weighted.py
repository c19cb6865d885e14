"""The weighted mean of judges' scores and the order it gives (加重平均).

For entry e and criterion c, m_ec is the mean over the judges who scored that cell. With the weights w_c the
total is Σ w_c m_ec / Σ w_c, on the scale of the scores. When every ballot is whole, this is the same as
weighting each ballot first and taking the mean of the ballots.

All arithmetic is exact (fractions), so that ties are true ties and the result is the same on every machine.
Nothing is rounded before entries are ordered; `display` rounds for people to read.

Order, to be printed in the rules: (1) the total; (2) on equal totals the mean of the criterion with the
greatest weight, then of the next, criteria of equal weight in their published order; (3) a shared rank,
after which as many ranks are left out as entries share it (1, 2, 2, 4). The number of ballots breaks no tie:
it follows from assignments and recusals, not from the entry.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Generic, TypeVar

DECIMALS = 2
K = TypeVar("K", bound=Hashable)
"""What identifies judges, entries and criteria: all in one way."""


@dataclass(frozen=True, slots=True)
class Criterion(Generic[K]):
    """A criterion of the rubric (審査基準).

    Args:
        key: names it in ballots.
        weight: positive integer; only proportions matter.
        minimum, maximum: ends of its scale. All criteria of a contest share one scale.
    """

    key: K
    weight: int
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Ballot(Generic[K]):
    """One judge's scores for one entry.

    Args:
        judge, entry: any identifiers.
        scores: score by criterion; a missing criterion or None is a cell not scored.
        recused: the judge withdrew from this entry (回避): nothing of the ballot counts.
    """

    judge: K
    entry: K
    scores: Mapping[K, int | None]
    recused: bool = False


@dataclass(frozen=True, slots=True)
class EntryScore(Generic[K]):
    """What the ballots say of one entry.

    Args:
        entry: identifier.
        means: exact mean by criterion, None where no judge scored it.
        total: exact weighted mean; None when a criterion has no score at all.
        ballots: judges with at least one score that counts.
        rank: 1 is best, shared by equals; None without a total.
        tied: another entry shares the rank.
        decided_by: key of the criterion that put the entry before or after one with the same total; None
            where the total alone decided or the rank is shared.
    """

    entry: K
    means: Mapping[K, Fraction | None]
    total: Fraction | None
    ballots: int
    rank: int | None
    tied: bool
    decided_by: K | None


class ScoringError(ValueError):
    """Rubric or ballots that cannot be counted."""


def score_entries(
    criteria: Sequence[Criterion[K]], ballots: Iterable[Ballot[K]], entries: Iterable[K] = ()
) -> list[EntryScore[K]]:
    """Count ballots.

    Args:
        criteria: the rubric in its published order.
        ballots: in any order; the result does not depend on it.
        entries: entries to list even if nobody scored them.

    Returns:
        Best first; entries without a total last; equals in the order of their identifiers.

    Raises:
        ScoringError: no criteria, two of one key, a weight below 1, an empty scale or scales that differ; a
            score outside the scale or for an unknown criterion; two ballots of a judge for one entry.
    """
    _check_criteria(criteria)
    counted: dict[K, list[Ballot[K]]] = {entry: [] for entry in entries}
    seen: set[tuple[K, K]] = set()
    for ballot in ballots:
        _check_ballot(criteria, ballot)
        if (ballot.judge, ballot.entry) in seen:
            raise ScoringError(f"judge {ballot.judge} has two ballots for entry {ballot.entry}")
        seen.add((ballot.judge, ballot.entry))
        counted.setdefault(ballot.entry, [])
        if not ballot.recused and any(score is not None for score in ballot.scores.values()):
            counted[ballot.entry].append(ballot)
    return _ranked(criteria, [_unranked(criteria, entry, of) for entry, of in counted.items()])


def display(value: Fraction | None, decimals: int = DECIMALS) -> str:
    """An exact value as people read it, halves rounded up; the empty text for None.

    Args:
        value: a mean or a total.
        decimals: places after the point.
    """
    if value is None:
        return ""
    rounded = floor(value * 10**decimals + Fraction(1, 2))
    return f"{Decimal(rounded).scaleb(-decimals):.{decimals}f}"


def exact(value: Fraction | None) -> str | None:
    """An exact value as it is kept and sent, such as `61/15`."""
    return None if value is None else str(value)


def _check_criteria(criteria: Sequence[Criterion[K]]) -> None:
    if not criteria:
        raise ScoringError("a rubric needs at least one criterion")
    if len({criterion.key for criterion in criteria}) < len(criteria):
        raise ScoringError("two criteria have the same key")
    for criterion in criteria:
        if criterion.weight < 1:
            raise ScoringError(f"the weight of {criterion.key} is below 1")
        if criterion.minimum >= criterion.maximum:
            raise ScoringError(f"the scale of {criterion.key} is empty")
    if len({(criterion.minimum, criterion.maximum) for criterion in criteria}) > 1:
        # a mean over different scales would weigh a criterion by the length of its scale
        raise ScoringError("the criteria have different scales")


def _check_ballot(criteria: Sequence[Criterion[K]], ballot: Ballot[K]) -> None:
    known = {criterion.key: criterion for criterion in criteria}
    for key, score in ballot.scores.items():
        if key not in known:
            raise ScoringError(f"{key} is no criterion of this rubric")
        if score is not None and not known[key].minimum <= score <= known[key].maximum:
            raise ScoringError(f"{score} is outside the scale of {key}")


def _mean(scores: Sequence[int]) -> Fraction | None:
    return Fraction(sum(scores), len(scores)) if scores else None


def _unranked(
    criteria: Sequence[Criterion[K]], entry: K, ballots: Sequence[Ballot[K]]
) -> EntryScore[K]:
    means = {
        criterion.key: _mean(
            [score for ballot in ballots if (score := ballot.scores.get(criterion.key)) is not None]
        )
        for criterion in criteria
    }
    total: Fraction | None = Fraction(0)
    for criterion in criteria:
        mean = means[criterion.key]
        total = None if total is None or mean is None else total + criterion.weight * mean
    if total is not None:
        total /= sum(criterion.weight for criterion in criteria)
    return EntryScore(entry, means, total, len(ballots), None, False, None)


def _ranked(
    criteria: Sequence[Criterion[K]], scores: Sequence[EntryScore[K]]
) -> list[EntryScore[K]]:
    # stable: criteria of equal weight keep their published order
    by_weight = [c.key for c in sorted(criteria, key=lambda criterion: -criterion.weight)]

    def merit(score: EntryScore[K]) -> list[Fraction]:
        """What decides the order, the greater the better, the total first."""
        return [
            value
            for value in (score.total, *(score.means[key] for key in by_weight))
            if value is not None
        ]

    complete = sorted((s for s in scores if s.total is not None), key=_name)
    complete.sort(key=merit, reverse=True)
    merits = [merit(score) for score in complete]
    ranked = []
    for index, score in enumerate(complete):
        first = merits.index(merits[index])
        tied = merits.count(merits[index]) > 1
        neighbours = [merits[i] for i in (index - 1, index + 1) if 0 <= i < len(merits)]
        ranked.append(
            EntryScore(
                score.entry,
                score.means,
                score.total,
                score.ballots,
                first + 1,
                tied,
                None if tied else _decider(merits[index], neighbours, by_weight),
            )
        )
    return ranked + sorted((s for s in scores if s.total is None), key=_name)


def _name(score: EntryScore[K]) -> str:
    return str(score.entry)


def _decider(
    merit: Sequence[Fraction], neighbours: Iterable[Sequence[Fraction]], by_weight: Sequence[K]
) -> K | None:
    """The criterion in which a merit differs from that of a neighbour with the same total."""
    for other in neighbours:
        if other[0] != merit[0]:
            continue
        for key, mine, theirs in zip(by_weight, merit[1:], other[1:], strict=True):
            if mine != theirs:
                return key
    return None
