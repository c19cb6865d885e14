"""What scoring and pages read of the indexed documents, always from PostgreSQL, whatever engine
finds them: texts, words, vectors, how many documents have a word."""

import time
from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np

from foundation.database import fetch, fetch_as, fetch_value
from matching.embedding.models import serving
from matching.search.engines.port import EngineDocument, Period, Term
from matching.search.engines.postgres.sql import lexeme
from matching.search.index.vectors import Vector
from matching.search.keys import Key, columns

Row = dict[str, Any]

# From so many documents on, their number is kept for a few seconds instead of counted each time.
MANY = 10_000
COUNT_SECONDS = 10.0
BATCH = 1_000

_COLUMNS = (
    "d.id, d.kind, d.title, d.title_en, d.owner, d.owner_en, d.body, d.facets, d.open_from, "
    "d.open_until, d.certified_from, d.certified_until, d.sorted_on"
)
_counts: dict[str, tuple[float, int]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """A public document as the index holds it.

    Attributes:
        words: distinct normalised words of all its texts, and their folded kana spellings.
        facets: name → codes.
        periods: terms in which it is open, certified.
        vector_keys: hashes of the texts that are embedded.
        sorted_on: newest first by this day; `date.min` where there is none.
    """

    id: UUID
    kind: str
    title: str
    title_en: str
    owner: str
    owner_en: str
    body: str
    words: frozenset[str]
    facets: Mapping[str, tuple[str, ...]]
    periods: Mapping[Period, Term]
    vector_keys: tuple[str, ...]
    sorted_on: date


async def count(kind: str) -> int:
    """How many public documents of a kind there are; of many, how many there were a moment ago."""
    kept = _counts.get(kind)
    if kept is not None and time.monotonic() - kept[0] < COUNT_SECONDS:
        return kept[1]
    found: int = await fetch_value("SELECT count(*) FROM search_document WHERE kind = $1", kind)
    if found >= MANY:
        _counts[kind] = (time.monotonic(), found)
    else:
        _counts.pop(kind, None)
    return found


async def frequencies(kind: str, words: Collection[str]) -> Mapping[str, int]:
    """In how many public documents each word occurs; words that occur nowhere are left out.

    Rare words are counted now; how common the common ones are is kept by `statistics`.
    """
    rows = await fetch(
        "SELECT asked.word, coalesce(known.documents, live.documents) AS documents "
        "FROM unnest($2::text[], $3::text[]) AS asked (word, query) "
        "LEFT JOIN word_frequency known ON known.kind = $1 AND known.word = asked.word "
        "LEFT JOIN LATERAL (SELECT count(*) AS documents FROM search_document d "
        "WHERE known.word IS NULL AND d.kind = $1 AND d.tokens @@ asked.query::tsquery) live "
        "ON true",
        kind,
        list(words),
        [lexeme(word) for word in words],
    )
    return {row["word"]: row["documents"] for row in rows if row["documents"]}


async def documents(kind: str, ids: Collection[UUID]) -> dict[UUID, Indexed]:
    """Public documents of a kind by id; ids that the index does not know are left out."""
    rows = await fetch(
        f"SELECT {_COLUMNS}, d.vector_keys, tsvector_to_array(d.tokens) AS words "
        "FROM search_document d WHERE d.kind = $1 AND d.id = ANY($2)",
        kind,
        list(ids),
    )
    return {row["id"]: _indexed(row) for row in rows}


async def document_vectors(kind: str, ids: Collection[UUID], model: str) -> dict[UUID, Vector]:
    """Vectors of documents of a kind whose pieces all have one.

    Returns:
        By id, shape (pieces, dimensions).
    """
    # Read as the database holds them: text would cost ten times as much.
    rows = await fetch(
        "SELECT document, count(*) AS pieces, "
        "string_agg(substring(halfvec_send(embedding) FROM 5), ''::bytea ORDER BY piece) AS halves "
        "FROM document_vector WHERE kind = $1 AND document = ANY($2) AND model = $3 "
        "GROUP BY document",
        kind,
        list(ids),
        model,
    )
    return {
        row["document"]: np.frombuffer(row["halves"], dtype=">f2")
        .astype(np.float32)
        .reshape(row["pieces"], -1)
        for row in rows
    }


async def engine_documents(keys: Collection[Key], model: str | None = None) -> list[EngineDocument]:
    """Documents as another engine is given them, with their vectors, in the order of keys.

    Args:
        keys: of the documents; those that the index does not hold are left out.
        model: of the vectors; None takes the one that this installation asks with.
    """
    served = await serving() if model is None else None
    if served is not None:
        model = served.name
    rows = await fetch(
        f"SELECT {_COLUMNS}, d.more, tsvector_to_array(d.tokens) AS words, "
        "tsvector_to_array(d.title_tokens) AS title_words "
        "FROM search_document d JOIN unnest($1::text[], $2::uuid[]) AS asked (kind, id) "
        "ON d.kind = asked.kind AND d.id = asked.id ORDER BY d.kind, d.id",
        *columns(sorted(set(keys))),
    )
    vectors = await _vectors(keys, model) if model is not None else {}
    return [
        EngineDocument(
            id=row["id"],
            kind=row["kind"],
            title=row["title"],
            title_en=row["title_en"],
            owner=row["owner"],
            owner_en=row["owner_en"],
            body=row["body"],
            more=row["more"],
            words=frozenset(row["words"]),
            title_words=frozenset(row["title_words"]),
            facets=_facets(row["facets"]),
            periods=periods_of(row),
            sorted_on=row["sorted_on"],
            vectors=vectors.get(Key(row["kind"], row["id"])),
            model=model if Key(row["kind"], row["id"]) in vectors else None,
        )
        for row in rows
    ]


async def iter_keys(kind: str | None = None, batch: int = BATCH) -> AsyncIterator[list[Key]]:
    """Keys of all documents, or those of one kind, in batches in their order.

    Documents that come or go meanwhile may or may not be among them.
    """
    last = Key("", UUID(int=0))
    while True:
        found = await fetch_as(
            Key,
            "SELECT kind, id FROM search_document WHERE ($1::text IS NULL OR kind = $1) "
            "AND (kind, id) > ($2::text, $3::uuid) ORDER BY kind, id LIMIT $4",
            kind,
            *last,
            batch,
        )
        if not found:
            return
        yield found
        last = found[-1]


async def _vectors(keys: Collection[Key], model: str) -> dict[Key, Vector]:
    by_kind: dict[str, list[UUID]] = {}
    for key in keys:
        by_kind.setdefault(key.kind, []).append(key.id)
    return {
        Key(kind, one): vector
        for kind, ids in by_kind.items()
        for one, vector in (await document_vectors(kind, ids, model)).items()
    }


def _indexed(row: Row) -> Indexed:
    return Indexed(
        id=row["id"],
        kind=row["kind"],
        title=row["title"],
        title_en=row["title_en"],
        owner=row["owner"],
        owner_en=row["owner_en"],
        body=row["body"],
        words=frozenset(row["words"]),
        facets=_facets(row["facets"]),
        periods=periods_of(row),
        vector_keys=tuple(row["vector_keys"]),
        sorted_on=row["sorted_on"],
    )


def _facets(pairs: Collection[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        name, _, code = pair.partition("=")
        found[name] = (*found.get(name, ()), code)
    return found


def periods_of(row: Row) -> dict[Period, Term]:
    """The terms that a row of the index has."""
    return {
        period: Term(
            None if row[f"{period.value}_from"] == date.min else row[f"{period.value}_from"],
            None if row[f"{period.value}_until"] == date.max else row[f"{period.value}_until"],
        )
        for period in Period
        if row[f"{period.value}_from"] is not None
    }
