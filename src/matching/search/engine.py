"""What the matcher asks of a search engine, and PostgreSQL's answer to it.

An engine supplies candidates; it does not decide their order (`matcher.score` does), so that the
same candidates come in the same order whatever engine found them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from foundation.database import fetch, fetch_value
from matching.search.vectors import Vector, as_literal

NEAREST = 200
# A word is rare when at most this many documents have it: short lists, each worth a look.
RARE = 20


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document as the index holds it."""

    id: UUID
    title: str
    body: str
    words: frozenset[str]
    vector_keys: tuple[str, ...]


class SearchEngine(Protocol):
    """Finds published documents of a kind."""

    async def count(self, kind: str) -> int:
        """How many published documents of the kind there are."""
        ...

    async def frequencies(self, kind: str, words: Collection[str]) -> Mapping[str, int]:
        """In how many published documents each word occurs; words that occur nowhere are left out."""
        ...

    async def nearest(
        self, kind: str, model: str, vector: Vector, limit: int = NEAREST
    ) -> list[UUID]:
        """The documents nearest in meaning, nearest first, ties by id."""
        ...

    async def with_any_word(
        self, kind: str, words: Collection[str], limit: int = NEAREST
    ) -> list[UUID]:
        """Documents that have one of the words, those with more of them first, ties by id."""
        ...

    async def documents(self, ids: Collection[UUID]) -> dict[UUID, Indexed]:
        """Published documents by id."""
        ...


class PostgresEngine:
    """Sudachi words in a tsvector, vectors in pgvector, both read exactly.

    An exact scan of 100,000 vectors takes about 90 ms; an approximate index would save most of
    that and may miss a neighbour, so it waits until an installation needs it.
    """

    async def count(self, kind: str) -> int:
        """See `SearchEngine`."""
        found: int = await fetch_value(
            "SELECT count(*) FROM search_document WHERE kind = $1 AND published", kind
        )
        return found

    async def frequencies(self, kind: str, words: Collection[str]) -> Mapping[str, int]:
        """See `SearchEngine`."""
        rows = await fetch(
            "SELECT word, (SELECT count(*) FROM search_document d "
            "WHERE d.kind = $1 AND d.published AND d.tokens @@ query::tsquery) AS documents "
            "FROM unnest($2::text[], $3::text[]) AS asked (word, query)",
            kind,
            list(words),
            [_lexeme(word) for word in words],
        )
        return {row["word"]: row["documents"] for row in rows if row["documents"]}

    async def nearest(
        self, kind: str, model: str, vector: Vector, limit: int = NEAREST
    ) -> list[UUID]:
        """See `SearchEngine`."""
        rows = await fetch(
            "SELECT d.id FROM search_document d "
            "CROSS JOIN LATERAL unnest(d.vector_keys) AS key "
            "JOIN text_vector v ON v.text_hash = key AND v.model = $2 "
            "WHERE d.kind = $1 AND d.published "
            "GROUP BY d.id ORDER BY min(v.embedding <=> $3::text::halfvec), d.id LIMIT $4",
            kind,
            model,
            as_literal(vector),
            limit,
        )
        return [row["id"] for row in rows]

    async def with_any_word(
        self, kind: str, words: Collection[str], limit: int = NEAREST
    ) -> list[UUID]:
        """See `SearchEngine`."""
        rows = await fetch(
            "SELECT d.id FROM unnest($2::text[]) AS query "
            "JOIN search_document d ON d.kind = $1 AND d.published "
            "AND d.tokens @@ query::tsquery "
            "GROUP BY d.id ORDER BY count(*) DESC, d.id LIMIT $3",
            kind,
            [_lexeme(word) for word in words],
            limit,
        )
        return [row["id"] for row in rows]

    async def documents(self, ids: Collection[UUID]) -> dict[UUID, Indexed]:
        """See `SearchEngine`."""
        rows = await fetch(
            "SELECT id, title, body, words, vector_keys FROM search_document "
            "WHERE published AND id = ANY($1)",
            list(ids),
        )
        return {
            row["id"]: Indexed(
                row["id"],
                row["title"],
                row["body"],
                frozenset(row["words"]),
                tuple(row["vector_keys"]),
            )
            for row in rows
        }


def _lexeme(word: str) -> str:
    """A word as a tsquery of itself alone, whatever signs it holds."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


_engine: SearchEngine = PostgresEngine()


def engine() -> SearchEngine:
    """The engine of this installation."""
    return _engine
