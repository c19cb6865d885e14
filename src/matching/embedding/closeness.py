"""How near two texts are in meaning, corrected for texts that are near to everything (hubs)."""

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 3


def similarities(
    pieces: NDArray[np.float32], starts: NDArray[np.intp], others: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Cosines of many solutions to many challenges at once.

    A solution is as near to a challenge as its nearest piece is.

    Args:
        pieces: of all solutions, unit length, shape (pieces, dimensions), each solution's together.
        starts: row of each solution's first piece, ascending, shape (solutions,), at least one.
        others: of the challenges, shape (challenges, dimensions), at least one.

    Returns:
        Shape (solutions, challenges).
    """
    return np.maximum.reduceat(pieces @ others.T, starts, axis=0)


def hubnesses(
    near: NDArray[np.float32], without: int | None = None, neighbours: int = NEIGHBOURS
) -> NDArray[np.float32]:
    """Hubness of many solutions: the mean of each one's largest cosines to the background.

    Args:
        near: `similarities` to the background, shape (solutions, challenges).
        without: column of the challenge that is asked itself, and is not its own background.
        neighbours: how many count, at most as many as there are; without any it is 0.
    """
    if without is not None:
        near = np.delete(near, without, axis=1)
    count = min(neighbours, near.shape[1])
    if not count:
        return np.zeros(len(near), dtype=np.float32)
    return np.partition(near, -count, axis=1)[:, -count:].mean(axis=1)


def hubness(similarities: NDArray[np.float32], neighbours: int = NEIGHBOURS) -> float:
    """Hubness of one solution: see `hubnesses`. Args: similarities: shape (background challenges,)."""
    return float(hubnesses(similarities[np.newaxis], neighbours=neighbours)[0])


def closeness(cosine: float, hub: float) -> float:
    """Hub-corrected cosine, about 0.6 to 1.0 with the default model."""
    return 2 * cosine - hub
