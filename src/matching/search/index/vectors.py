"""Vectors kept in PostgreSQL by hash of text and model, so that no text is embedded twice."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from importlib import resources

import asyncpg
import numpy as np
from numpy.typing import NDArray

from foundation.database import DB, execute, fetch, fetch_as, fetch_value
from matching.embedding.codec import VectorFile, read_vectors
from matching.embedding.texts import passage_texts, query_text, text_hash
from matching.search.keys import Key, columns
from matching.search.kinds import COMPARED
from search_index.definitions import background_challenges, ordinary_solutions

Vector = NDArray[np.float32]

# With fewer vectors reading all of them takes a few milliseconds, and finds the nearest for certain.
FEW = 4_000
BUILD_MEMORY = "512MB"
MOST_DIMENSIONS = 4_000
"""What pgvector's HNSW takes of half floats."""


async def keys_of(kind: str) -> list[str]:
    """Hashes of all texts that documents of a kind are compared by."""
    rows = await fetch(
        "SELECT DISTINCT key FROM search_document d CROSS JOIN LATERAL unnest(d.vector_keys) AS key "
        "WHERE d.kind = $1",
        kind,
    )
    return [row["key"] for row in rows]


async def stored_vectors(model: str, keys: Collection[str]) -> dict[str, Vector]:
    """Vectors by text hash, of those keys that are stored."""
    rows = await fetch(
        "SELECT text_hash, halfvec_send(embedding) AS sent FROM text_vector "
        "WHERE model = $1 AND text_hash = ANY($2)",
        model,
        list(keys),
    )
    # Two numbers of two bytes, then the halves, all in the order of the network.
    return {
        row["text_hash"]: np.frombuffer(row["sent"], dtype=">f2", offset=4).astype(np.float32)
        for row in rows
    }


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


async def fill_document_vectors(
    model: str | None = None, keys: Collection[Key] | None = None
) -> list[Key]:
    """Give documents their vectors, where all of their pieces have one and they have none yet.

    Args:
        model: None takes every model that has vectors.
        keys: of the documents; None looks at all of them.

    Returns:
        The documents that got vectors, each once.
    """
    # The rows are locked, so that a text that changes at this moment keeps no vector of the old one.
    chosen = ""
    if keys is not None:
        chosen = (
            "JOIN unnest($2::text[], $3::uuid[]) AS asked (kind, id) "
            "ON d.kind = asked.kind AND d.id = asked.id"
        )
    return await fetch_as(
        Key,
        f"""
        WITH documents AS MATERIALIZED (
          SELECT d.id, d.kind, d.vector_keys FROM search_document d {chosen}
           WHERE cardinality(d.vector_keys) > 0 ORDER BY d.kind, d.id FOR SHARE OF d),
        complete AS (
          SELECT d.kind, d.id, v.model FROM documents d
            CROSS JOIN LATERAL unnest(d.vector_keys) AS key
            JOIN text_vector v ON v.text_hash = key
           WHERE ($1::text IS NULL OR v.model = $1)
             AND NOT EXISTS (SELECT 1 FROM document_vector known
                              WHERE known.kind = d.kind AND known.document = d.id
                                AND known.model = v.model)
           GROUP BY d.kind, d.id, v.model, cardinality(d.vector_keys)
          HAVING count(*) = cardinality(d.vector_keys)),
        written AS (
          INSERT INTO document_vector (document, model, piece, kind, embedding)
          SELECT d.id, c.model, key.place - 1, d.kind, v.embedding
            FROM complete c JOIN documents d ON d.kind = c.kind AND d.id = c.id
            CROSS JOIN LATERAL unnest(d.vector_keys) WITH ORDINALITY AS key (hash, place)
            JOIN text_vector v ON v.text_hash = key.hash AND v.model = c.model
          ON CONFLICT DO NOTHING
          RETURNING kind, document)
        SELECT DISTINCT kind, document AS id FROM written
        """,
        model,
        *(() if keys is None else columns(keys)),
    )


async def replace_vectors(
    documents: Iterable[tuple[Key, str | None, Vector | None]],
) -> None:
    """Keep these vectors of documents and no others of them.

    Args:
        documents: key, model, vectors of shape (pieces, dimensions) or None.
    """
    given = list(documents)
    await forget_document_vectors([key for key, *_ in given])
    rows = [
        (key.id, model, piece, key.kind, as_literal(vector))
        for key, model, vectors in given
        if vectors is not None and model is not None
        for piece, vector in enumerate(vectors)
    ]
    if rows:
        await execute(
            "INSERT INTO document_vector (document, model, piece, kind, embedding) "
            "SELECT document, model, piece, kind, vector::halfvec FROM unnest($1::uuid[], "
            "$2::text[], $3::smallint[], $4::text[], $5::text[]) "
            "AS new (document, model, piece, kind, vector)",
            *(list(column) for column in zip(*rows, strict=True)),
        )


async def forget_document_vectors(keys: Collection[Key]) -> None:
    """Drop the vectors of documents whose texts are others now."""
    await execute(
        "DELETE FROM document_vector v USING unnest($1::text[], $2::uuid[]) AS gone (kind, id) "
        "WHERE v.kind = gone.kind AND v.document = gone.id",
        *columns(keys),
    )


async def ensure_index(model: str, dimensions: int, at_least: int = FEW) -> bool:
    """Build the indexes for nearness of a model that are missing; takes seconds for 100,000.

    Readers and writers go on meanwhile. Call it outside transactions.

    Args:
        model: of the vectors.
        dimensions: of the vectors, at most MOST_DIMENSIONS; beyond, all are read exactly.
        at_least: vectors of a kind; fewer are read exactly, which is as quick.

    Returns:
        Whether one was built.
    """
    built = False
    for kind in COMPARED if dimensions <= MOST_DIMENSIONS else ():
        name = index_name(model, kind)
        state = await fetch_value(
            "SELECT i.indisvalid FROM pg_index i WHERE i.indexrelid = to_regclass($1)", name
        )
        if state:
            continue
        if state is False:
            # Left over by a build that was interrupted.
            await execute(f"DROP INDEX IF EXISTS {name}")
        vectors: int = await fetch_value(
            "SELECT count(*) FROM document_vector WHERE model = $1 AND kind = $2", model, kind
        )
        if vectors < at_least:
            continue
        await build_index(
            name,
            f"ON document_vector USING hnsw "
            f"((embedding::halfvec({int(dimensions)})) halfvec_cosine_ops) "
            f"WHERE model = {quoted(model)} AND kind = {quoted(kind)}",
        )
        built = True
    return built


async def build_index(name: str, definition: str) -> None:
    """Build an index beside readers and writers, unless it is there, with memory for a large one.

    Args:
        name: of the index.
        definition: from ON on.
    """
    if DB.pool is None:
        raise RuntimeError("the database pool is not open")
    async with DB.pool.acquire() as connection:
        # The pool resets what is set here when the connection goes back.
        await connection.execute(f"SET maintenance_work_mem = '{BUILD_MEMORY}'")
        statement = f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} {definition}"
        try:
            await connection.execute(statement)
        except asyncpg.InsufficientResourcesError:
            # Workers share memory through a file system that containers keep small.
            await connection.execute(f"DROP INDEX IF EXISTS {name}")
            await connection.execute("SET max_parallel_maintenance_workers = 0")
            await connection.execute(statement)


async def drop_index(model: str) -> None:
    """Drop the indexes for nearness of a model that is no longer asked, or before many changes."""
    for kind in COMPARED:
        await execute(f"DROP INDEX IF EXISTS {index_name(model, kind)}")


def index_name(model: str, kind: str) -> str:
    """Name of the index for nearness of a model's vectors of one kind."""
    return f"document_vector_{kind}_{hashlib.sha256(model.encode()).hexdigest()[:12]}"


def quoted(value: str) -> str:
    """A literal of SQL, where a plan needs the value itself: an index of one model is found by it."""
    escaped = value.replace("'", "''")
    return "E'" + escaped.replace("\\", "\\\\") + "'" if "\\" in escaped else f"'{escaped}'"


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
    path = resources.files("search_index.definitions") / "background_vectors.json"
    return read_vectors(path.read_text(encoding="utf-8"))
