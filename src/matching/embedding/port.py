"""What the matcher asks of anything that turns text into vectors."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Rows of unit length, shape (texts, dimensions)."""


class EmbeddingUnavailable(Exception):
    """The embedder did not answer in time or is gone. Matching goes on by words."""


class Embedder(Protocol):
    """Embeds what is asked (queries) and what is found (passages) into one space."""

    @property
    def model(self) -> str:
        """Name of the model with its build, part of each vector's key: another name means embed again."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of its vectors."""
        ...

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of challenges, shape (len(texts), dimensions). Raises EmbeddingUnavailable."""
        ...

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of solutions, shape (len(texts), dimensions). Raises EmbeddingUnavailable."""
        ...
