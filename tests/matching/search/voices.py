"""Embedders of several models for tests: fast, the same each time, and failing where told."""

import zlib
from collections.abc import Sequence

import numpy as np

from matching.embedding.port import EmbeddingUnavailable, Vectors


class Voice:
    """An `Embedder` of one model.

    Attributes:
        asked: every text it was asked, in order.
        broken: why it does not answer, None while it does.
    """

    def __init__(self, model: str, dimensions: int) -> None:
        self.model = model
        self.dimensions = dimensions
        self.asked: list[str] = []
        self.broken: str | None = None

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embed("query", texts)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return self._embed("passage", texts)

    def vector(self, side: str, text: str) -> Vectors:
        """Of one text, shape (dimensions,)."""
        chance = np.random.default_rng(zlib.crc32(f"{self.model} {side} {text}".encode()))
        made = chance.normal(size=self.dimensions)
        unit: Vectors = (made / np.linalg.norm(made)).astype(np.float32)
        return unit

    def _embed(self, side: str, texts: Sequence[str]) -> Vectors:
        if self.broken is not None:
            raise EmbeddingUnavailable(self.broken)
        self.asked += texts
        return np.array([self.vector(side, text) for text in texts], dtype=np.float32)
