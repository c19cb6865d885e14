"""Nested cross-validation: what the matcher reaches on pairs that had no part in choosing its constants.

In each fold the two constants are chosen on the other pairs and measured on those left out. They are
chosen by the mean logarithm of the place, which moves with every pair; the reciprocal rank hangs on the
few that stand first, and of 30 pairs chooses by chance.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from search_index.evaluation.measures import SEED

NEIGHBOURS = (3, 5, 8)
SHARES = (0.0, 0.001, 0.002, 0.004, 0.008, 0.016)
FOLDS = 6
REPEATS = 40
# Below the last place of any collection measured: what was not found at all.
_NOT_FOUND = 100_000


@dataclass(frozen=True)
class Parts:
    """What the score of each candidate of one question is made of.

    Attributes:
        ids: of the candidates, ascending, so that ties go by id.
        cosine: shape (candidates,).
        around: largest cosines to background challenges, descending, shape (candidates, max(NEIGHBOURS)).
        evidence: shape (candidates,).
        target: the chosen solution.
    """

    ids: tuple[UUID, ...]
    cosine: NDArray[np.float64]
    around: NDArray[np.float64]
    evidence: NDArray[np.float64]
    target: UUID

    def place(self, neighbours: int, share: float) -> int:
        """Place of the chosen solution under these constants."""
        if self.target not in self.ids:
            return _NOT_FOUND
        scores = np.round(
            2 * self.cosine - self.around[:, :neighbours].mean(axis=1) + share * self.evidence, 4
        )
        at = self.ids.index(self.target)
        ahead = (scores > scores[at]).sum() + (scores[:at] == scores[at]).sum()
        return int(ahead) + 1


@dataclass(frozen=True)
class Nested:
    """Result.

    Attributes:
        reciprocal: mean reciprocal rank of each pair while it was left out, shape (pairs,).
        chosen: how often each (neighbours, share) was chosen.
    """

    reciprocal: NDArray[np.float64]
    chosen: Counter[tuple[int, float]]


def nested(questions: Sequence[Parts]) -> Nested:
    """Choose and measure; needs as many questions as folds.

    Raises:
        ValueError: there are too few.
    """
    count = len(questions)
    if count < FOLDS:
        raise ValueError(f"{FOLDS} pairs at least are needed")
    grid = [(neighbours, share) for neighbours in NEIGHBOURS for share in SHARES]
    places = np.array([[one.place(*point) for one in questions] for point in grid], dtype=float)
    logs = np.log(places)
    held, chosen = np.zeros(count), Counter[tuple[int, float]]()
    chance = np.random.default_rng(SEED)
    for _ in range(REPEATS):
        order = chance.permutation(count)
        for left_out in np.array_split(order, FOLDS):
            others = np.setdiff1d(order, left_out)
            best = int(logs[:, others].mean(axis=1).argmin())
            chosen[grid[best]] += 1
            held[left_out] += np.where(
                places[best, left_out] < _NOT_FOUND, 1 / places[best, left_out], 0
            )
    return Nested(held / REPEATS, chosen)
