"""The vectors of the demo's texts, brought along so that meaning is ready without the embedder."""

from importlib.resources import files

from matching.embedding.codec import VectorFile, read_vectors
from matching.search.index.vectors import load_vectors


def shipped_vectors() -> VectorFile | None:
    """The content of the file made by `scripts/make_vector_cache.py`; None where there is none yet.

    Vectors are kept by hash of their text: those of texts that have changed since are never asked
    for, and the embedder makes what is missing.
    """
    file = files("portal.demo").joinpath("data", "vectors.json")
    return read_vectors(file.read_text("utf-8")) if file.is_file() else None


async def load_shipped_vectors(content: VectorFile | None) -> None:
    """Keep the shipped vectors."""
    if content is not None:
        await load_vectors(content)
