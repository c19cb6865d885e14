"""From which closeness people are told 中程度 and 強い, for a model that nobody judged pairs with.

The two limits were measured on judged pairs with the model that comes with the package. Another model
spreads its cosines more widely or less. How widely is seen without judged pairs: the bundled
challenges against the bundled ordinary solutions, of which hardly any belong together. The limits
grow with that spread, so that as few of those that do not fit are called near as with the measured
model (docs/matching.md: how well that holds).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matching.embedding.closeness import closeness, hubness

# A model that tells nothing apart has no spread; nothing is close with it.
SMALLEST_SPREAD = 1e-3

Vectors = NDArray[np.float32]


def spread(challenges: Vectors, solutions: Sequence[Vectors]) -> float:
    """How widely a model spreads the closeness of what does not belong together.

    Args:
        challenges: of the bundled background, shape (challenges, dimensions), at least two.
        solutions: pieces of each ordinary solution, each of shape (pieces, dimensions).

    Returns:
        Standard deviation of `nearness`, at least SMALLEST_SPREAD.
    """
    return max(float(nearness(challenges, solutions).std()), SMALLEST_SPREAD)


def nearness(challenges: Vectors, solutions: Sequence[Vectors]) -> Vectors:
    """Closeness of each solution to each challenge above that challenge's mean, as pages have it.

    A challenge is not its own background. Args: as `spread`.

    Returns:
        Shape (solutions, challenges).
    """
    near = np.array([(challenges @ pieces.T).max(axis=1) for pieces in solutions])
    found = np.empty_like(near)
    for at in range(near.shape[1]):
        hubs = [hubness(row) for row in np.delete(near, at, axis=1)]
        close = np.array([closeness(*pair) for pair in zip(near[:, at], hubs, strict=True)])
        found[:, at] = close - close.mean()
    return found
