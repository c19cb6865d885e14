"""Reciprocal rank and recall of a list of places."""

from collections.abc import Sequence
from dataclasses import dataclass

CUTS = (1, 3, 5, 10)


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


def measures(places: Sequence[int | None]) -> Measures:
    """Means over places from 1; None where the method did not find the solution at all.

    Raises:
        ValueError: there are no places.
    """
    if not places:
        raise ValueError("nothing to measure")
    count = len(places)
    mean = sum(1 / place for place in places if place is not None) / count
    recalls = [sum(place is not None and place <= cut for place in places) / count for cut in CUTS]
    return Measures(*(round(value, 4) for value in (mean, *recalls)))
