"""An embedder for large runs: several helper processes, and a cache in the user's cache folder."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.embedding.codec import VectorFile, read_vectors, write_vectors
from matching.embedding.helper import DIMENSIONS, MODEL, HelperEmbedder
from matching.embedding.port import Vectors
from matching.embedding.texts import text_hash

PORTION = 16
PROGRESS_EVERY = 128


def cache_folder() -> Path:
    """Where vectors of made-up texts are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "king-salmon"


class CachedEmbedder:
    """Embeds what the cache does not know, in several processes at once; tells progress on stderr.

    Args:
        processes: helper processes, one core each.
        path: of the cache; None keeps nothing.
    """

    model = MODEL
    dimensions = DIMENSIONS

    def __init__(self, processes: int = 2, path: Path | None = None) -> None:
        self._helpers = [HelperEmbedder() for _ in range(processes)]
        self._path = path
        self._known: dict[str, NDArray[np.float32]] = _read(path)
        self._saved = len(self._known)

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return await self._embed("query", texts)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return await self._embed("passage", texts)

    def close(self) -> None:
        """End the processes and keep what was embedded."""
        for helper in self._helpers:
            helper.close()
        if self._path is not None and len(self._known) > self._saved:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_vectors(self._path, VectorFile(self.model, self._known))

    async def _embed(self, side: str, texts: Sequence[str]) -> Vectors:
        missing = list(
            dict.fromkeys(text for text in texts if text_hash(side, text) not in self._known)
        )
        portions = [missing[at : at + PORTION] for at in range(0, len(missing), PORTION)]
        total, done = len(missing), 0

        async def work(helper: HelperEmbedder) -> None:
            nonlocal done
            while portions:
                portion = portions.pop(0)
                vectors = await (
                    helper.embed_queries(portion)
                    if side == "query"
                    else helper.embed_passages(portion)
                )
                for text, vector in zip(portion, vectors, strict=True):
                    # Halves, as the database and the cache keep them: a second run equals the first.
                    self._known[text_hash(side, text)] = vector.astype("<f2").astype(np.float32)
                done += len(portion)
                if done % PROGRESS_EVERY < PORTION or done == total:
                    print(f"embedded {done} of {total} texts", file=sys.stderr, flush=True)

        async with asyncio.TaskGroup() as group:
            for helper in self._helpers:
                group.create_task(work(helper))
        return np.array([self._known[text_hash(side, text)] for text in texts], dtype=np.float32)


def _read(path: Path | None) -> dict[str, NDArray[np.float32]]:
    if path is None or not path.exists():
        return {}
    try:
        content = read_vectors(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return dict(content.vectors) if content.model == MODEL else {}
