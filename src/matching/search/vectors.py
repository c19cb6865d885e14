"""Vectors kept in PostgreSQL by hash of text and model, so that no text is embedded twice."""

from collections.abc import Collection, Iterable, Mapping
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from foundation.database import execute, fetch
from matching.embedding.codec import VectorFile, read_vectors
from matching.embedding.texts import passage_texts, query_text, text_hash
from search_index.definitions import background_challenges, ordinary_solutions

Vector = NDArray[np.float32]


async def stored_vectors(model: str, keys: Collection[str]) -> dict[str, Vector]:
    """Vectors by text hash, of those keys that are stored."""
    rows = await fetch(
        "SELECT text_hash, embedding::real[] AS embedding FROM text_vector "
        "WHERE model = $1 AND text_hash = ANY($2)",
        model,
        list(keys),
    )
    return {row["text_hash"]: np.asarray(row["embedding"], dtype=np.float32) for row in rows}


async def missing_keys(model: str, keys: Collection[str]) -> set[str]:
    """Those of the text hashes that have no vector."""
    rows = await fetch(
        "SELECT key FROM unnest($2::text[]) AS key WHERE NOT EXISTS "
        "(SELECT 1 FROM text_vector v WHERE v.text_hash = key AND v.model = $1)",
        model,
        list(keys),
    )
    return {row["key"] for row in rows}


async def store_vectors(model: str, vectors: Mapping[str, Vector]) -> None:
    """Keep vectors; those that are kept already stay as they are."""
    if not vectors:
        return
    await execute(
        "INSERT INTO text_vector (text_hash, model, embedding) "
        "SELECT key, $1, value::halfvec FROM unnest($2::text[], $3::text[]) AS new (key, value) "
        "ON CONFLICT DO NOTHING",
        model,
        list(vectors),
        [as_literal(vector) for vector in vectors.values()],
    )


def as_literal(vector: Vector) -> str:
    """A vector as pgvector reads it."""
    return "[" + ",".join(f"{value:.6g}" for value in vector.tolist()) + "]"


async def load_vectors(content: VectorFile) -> int:
    """Keep the vectors of a file (demo data bring theirs along); returns how many it holds."""
    await store_vectors(content.model, content.vectors)
    return len(content.vectors)


async def indexed_keys() -> list[str]:
    """Text hashes of everything that is indexed."""
    rows = await fetch("SELECT DISTINCT unnest(vector_keys) AS key FROM search_document")
    return sorted(row["key"] for row in rows)


async def dump_vectors(model: str, keys: Iterable[str]) -> VectorFile:
    """The stored vectors of these text hashes, to be written with `codec.write_vectors`."""
    return VectorFile(model, await stored_vectors(model, list(keys)))


def background_keys() -> dict[str, str]:
    """Text hash → text of the bundled background challenges."""
    texts = (query_text("", text) for text in background_challenges())
    return {text_hash("query", text): text for text in texts}


def ordinary_keys() -> dict[str, str]:
    """Text hash → text of the bundled ordinary solutions."""
    texts = [text for row in ordinary_solutions() for text in passage_texts(*row)]
    return {text_hash("passage", text): text for text in texts}


def bundled_background() -> VectorFile:
    """Vectors of the bundled challenges and solutions, of the default model."""
    path = resources.files("search_index") / "background_vectors.json"
    return read_vectors(path.read_text(encoding="utf-8"))
