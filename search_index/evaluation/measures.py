"""Reciprocal rank and recall of a list of places, with intervals by bootstrap."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CUTS = (1, 3, 5, 10)
RESAMPLES = 10_000
SEED = 20201108
# 95 %.
LOW, HIGH = 2.5, 97.5

Places = Sequence[int | None]
"""Place of the chosen solution for each question, from 1; None where it was not found at all."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How well a method put the chosen solution in front, means over all pairs."""

    mrr: float
    r1: float
    r3: float
    r5: float
    r10: float

    def as_dict(self) -> dict[str, float]:
        """For JSON."""
        return {"mrr": self.mrr, "r1": self.r1, "r3": self.r3, "r5": self.r5, "r10": self.r10}


def measures(places: Places) -> Measures:
    """Means over places.

    Raises:
        ValueError: there are no places.
    """
    return Measures(*(round(float(value), 4) for value in _each(places).mean(axis=0)))


def intervals(places: Places) -> dict[str, tuple[float, float]]:
    """95 % interval of each measure, by resampling the questions."""
    means = _each(places)[_resamples(len(places))].mean(axis=1)
    low, high = np.percentile(means, (LOW, HIGH), axis=0)
    names = Measures.__dataclass_fields__
    return {
        name: (round(float(first), 4), round(float(last), 4))
        for name, first, last in zip(names, low, high, strict=True)
    }


def reciprocal_ranks(places: Places) -> NDArray[np.float64]:
    """Shape (questions,); 0 where the solution was not found."""
    return np.array([0.0 if place is None else 1 / place for place in places])


def share_ahead(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> float:
    """Share of resamples in which the mean of ours is greater than that of theirs.

    Args:
        ours, theirs: of the same questions in the same order, shape (questions,).
    """
    gains = (ours - theirs)[_resamples(len(ours))].mean(axis=1)
    return round(float((gains > 0).mean()), 4)


def mean_interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """95 % interval of the mean of values that belong to questions."""
    low, high = np.percentile(values[_resamples(len(values))].mean(axis=1), (LOW, HIGH))
    return round(float(low), 4), round(float(high), 4)


def _each(places: Places) -> NDArray[np.float64]:
    """Measures of each question alone, shape (questions, measures)."""
    if not places:
        raise ValueError("nothing to measure")
    recalls = [[float(place is not None and place <= cut) for place in places] for cut in CUTS]
    return np.column_stack([reciprocal_ranks(places), *recalls])


def _resamples(count: int) -> NDArray[np.int64]:
    return np.random.default_rng(SEED).integers(0, count, (RESAMPLES, count))
