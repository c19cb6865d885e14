"""The PostgreSQL engine: Sudachi words in a tsvector, vectors in pgvector.

It reads what `indexing` keeps, so it is never behind by more than a job. Lists are bounded before
they are ordered: ranking every document that has a common word would read half of the table.
"""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakKeyDictionary

import asyncpg

from foundation.database import (
    DATABASE_ERRORS,
    execute,
    fetch,
    fetch_value,
    in_transaction,
    transaction,
)
from matching.embedding.models import serving
from matching.embedding.texts import PIECES
from matching.search.engines.port import (
    CandidateQuery,
    Candidates,
    EngineDocument,
    EngineRefused,
    Filter,
    Fitness,
    Found,
    Health,
    Hit,
    Stats,
    TypedQuery,
)
from matching.search.engines.postgres import typed_search
from matching.search.engines.postgres.sql import Arguments, all_of, conditions
from matching.search.index import statistics
from matching.search.index.indexing import Words, words_of, write_documents
from matching.search.index.rows import lock
from matching.search.index.vectors import as_literal, ensure_index, quoted, replace_vectors
from matching.search.keys import Key, columns
from matching.search.kinds import KINDS

Row = dict[str, Any]

# Documents of one phrase that are looked at before the best of them are taken.
OF_EACH_PHRASE = 500
# Where a filter lets so few documents through, all of their vectors are read.
FEW_PASS = 5_000
# How wide the index for nearness is searched, and how far it goes on under a filter.
_NEARNESS = (
    "SELECT set_config('hnsw.ef_search', $1, true), "
    "set_config('hnsw.iterative_scan', 'relaxed_order', true), "
    "set_config('hnsw.max_scan_tuples', $2, true), "
    "set_config('plan_cache_mode', 'force_custom_plan', true)"
)
# PostgreSQL does not know that words are kept apart from their row, and would read all of them
# sooner than follow a long list.
_NO_READING_OF_EVERYTHING = "SELECT set_config('enable_seqscan', 'off', true)"
COMMON_FROM = 0.03
LEAST_WIDTH = 200
MOST_WIDTH = 1_000
MOST_SCANNED = 40_000
# Typed searches at once: more than the cores can work on would all wait for each other, the short
# ones for the long ones.
AT_ONCE = 2 * (os.cpu_count() or 1)
# A semaphore belongs to one event loop; tools and tests run several in turn.
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class PostgresEngine:
    """See `port.SearchEngine`."""

    name = "postgresql"

    async def apply_settings(self) -> None:
        """Build the indexes for nearness that are missing."""
        rows = await fetch(
            "SELECT model, min(vector_dims(embedding)) AS dimensions "
            "FROM document_vector GROUP BY model ORDER BY model"
        )
        for row in rows:
            await ensure_index(row["model"], row["dimensions"])

    async def upsert(self, documents: Sequence[EngineDocument]) -> None:
        """Put documents in, or in the place of what was there of them."""
        async with _one_transaction():
            for kind in sorted({document.kind for document in documents}):
                await lock(kind, [one.id for one in documents if one.kind == kind])
            await write_documents(documents, {one.key: _words(one) for one in documents})
            await replace_vectors((one.key, one.model, one.vectors) for one in documents)

    async def delete(self, keys: Collection[Key]) -> None:
        """Take documents out; unknown ones are none."""
        await execute(
            "DELETE FROM search_document d USING unnest($1::text[], $2::uuid[]) AS gone (kind, id) "
            "WHERE d.kind = gone.kind AND d.id = gone.id",
            *columns(keys),
        )

    async def candidates(self, query: CandidateQuery) -> Candidates:
        """What a match needs, in one statement."""
        sql, arguments = _candidates(query)
        rows = await self._ask(sql, arguments, query.nearest)
        lists: list[list[Hit]] = [[] for _ in range(len(query.phrases) + 1)]
        for row in rows:
            lists[row["list"]].append(_hit(row))
        # Rows of a union come in no order that is promised.
        ordered = [tuple(sorted(hits, key=lambda hit: (-hit.score, hit.place))) for hits in lists]
        nearest = ordered[0] if query.vector is not None else None
        return Candidates(nearest, tuple(ordered[1:]))

    async def search(self, query: TypedQuery) -> Found:
        """A page of typed search with its counts; nothing beyond COUNTED documents."""
        if in_transaction():
            return await self._search(query)
        async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE)):
            return await self._search(query)

    async def similar(self, key: Key, filter: Filter, limit: int) -> tuple[Hit, ...]:
        """Documents near in meaning to one of the index: the nearest of all pairs of pieces."""
        served = await serving()
        rows = await fetch(
            "SELECT model, embedding::text AS vector, vector_dims(embedding) AS dimensions "
            "FROM document_vector WHERE kind = $1 AND document = $2 "
            "ORDER BY model = $3 DESC, model, piece",
            *key,
            None if served is None else served.name,
        )
        if not rows:
            return ()
        pieces = [row for row in rows if row["model"] == rows[0]["model"]]
        others = filter.leaving_out((key,))
        arguments = Arguments()
        asked = " UNION ALL ".join(
            _pieces(
                others,
                row["model"],
                row["dimensions"],
                arguments.add(row["vector"]),
                arguments,
                limit,
            )
            for row in pieces
        )
        sql = (
            f"SELECT kind, document AS id, 1 - min(distance) AS score FROM ({asked}) pieces "
            f"GROUP BY kind, document ORDER BY min(distance), document, kind "
            f"LIMIT {arguments.add(limit)}"
        )
        found = await self._ask(sql, arguments.values, limit)
        return tuple(_hit(row) for row in found)

    async def stats(self) -> Stats:
        """What the index holds."""
        documents = await fetch("SELECT kind, count(*) AS n FROM search_document GROUP BY kind")
        embedded = await fetch(
            "SELECT kind, count(DISTINCT document) AS n FROM document_vector GROUP BY kind"
        )
        return Stats(
            documents={row["kind"]: row["n"] for row in documents},
            embedded={row["kind"]: row["n"] for row in embedded},
            version=await fetch_value("SELECT current_setting('server_version')"),
        )

    async def health(self) -> Health:
        """Whether the engine can be relied on: the application stands and falls with it."""
        try:
            indexed = await fetch_value(
                "SELECT count(*) FROM pg_index WHERE indrelid = to_regclass('search_document') "
                "AND indisvalid AND indexrelid = to_regclass('search_document_tokens')"
            )
        except DATABASE_ERRORS as error:
            return Health(Fitness.AWAY, type(error).__name__)
        if not indexed:
            # A rebuild is running, or was interrupted: answers are right, and slow.
            return Health(Fitness.NOT_BUILT, "the index of words is missing: rebuild the search")
        return Health(Fitness.READY)

    async def _search(self, query: TypedQuery) -> Found:
        shares: dict[str, float] = {}
        if query.words and query.every_word:
            shares = await statistics.shares(query.words)
        sql, arguments = typed_search.statement(query, shares)
        if not any(share >= COMMON_FROM for share in shares.values()):
            return typed_search.found(query, await fetch(sql, *arguments))
        async with _one_transaction():
            await execute(_NO_READING_OF_EVERYTHING)
            return typed_search.found(query, await fetch(sql, *arguments))

    async def _ask(self, sql: str, arguments: Sequence[Any], nearest: int) -> list[Row]:
        width = min(max(LEAST_WIDTH, nearest), MOST_WIDTH)
        try:
            async with _one_transaction():
                await execute(_NEARNESS, str(width), str(MOST_SCANNED))
                return await fetch(sql, *arguments)
        except asyncpg.DataError as error:
            raise EngineRefused(f"PostgreSQL refuses a search: {error}") from error


@asynccontextmanager
async def _one_transaction() -> AsyncIterator[None]:
    if in_transaction():
        yield
        return
    async with transaction():
        yield


def _candidates(query: CandidateQuery) -> tuple[str, list[Any]]:
    arguments = Arguments()
    parts: list[str] = []
    if query.vector is not None and query.model is not None:
        near = _pieces(
            query.filter,
            query.model,
            len(query.vector),
            arguments.add(as_literal(query.vector)),
            arguments,
            query.nearest,
        )
        parts.append(
            f"SELECT * FROM (SELECT 0 AS list, kind, document AS id, 1 - min(distance) AS score "
            f"FROM ({near}) pieces GROUP BY kind, document "
            f"ORDER BY min(distance), document, kind LIMIT {arguments.add(query.nearest)}::bigint) near"
        )
    if query.phrases:
        asked = arguments.add([all_of(phrase.words) for phrase in query.phrases])
        wanted = conditions(query.filter, arguments)
        where = " AND ".join(["d.tokens @@ phrase.query::tsquery", *wanted])
        parts.append(
            "SELECT phrase.place::int AS list, hit.kind, hit.id, hit.score "
            f"FROM unnest({asked}::text[]) WITH ORDINALITY AS phrase (query, place) "
            "CROSS JOIN LATERAL (SELECT kind, id, score FROM (SELECT d.kind, d.id, "
            "1 + (d.title_tokens @@ phrase.query::tsquery)::int::float8 AS score "
            f"FROM search_document d WHERE {where} LIMIT {OF_EACH_PHRASE}) looked "
            f"ORDER BY score DESC, id, kind LIMIT {arguments.add(query.hits)}::bigint) hit"
        )
    if not parts:
        parts.append(
            "SELECT 0 AS list, NULL AS kind, NULL::uuid AS id, 0::float8 AS score WHERE false"
        )
    return " UNION ALL ".join(parts), arguments.values


def _pieces(
    filter: Filter,
    model: str,
    dimensions: int,
    vector: str,
    arguments: Arguments,
    limit: int,
) -> str:
    """The pieces nearest to a vector (a placeholder), `(kind, document, distance)`, enough of them that
    so many documents are among them.

    The index for nearness is walked until enough of what it gives passes the filter. Where few
    documents pass, their vectors are all read instead: that is quicker, and misses none.
    """
    wanted = conditions(filter, arguments, kinds=False)
    distance = f"v.embedding::halfvec({int(dimensions)}) <=> {vector}::halfvec({int(dimensions)})"
    order = f"ORDER BY {distance} LIMIT {PIECES * int(limit)}"
    exactly = f"ORDER BY {distance}, v.document LIMIT {PIECES * int(limit)}"
    parts: list[str] = []
    for kind in filter.kinds or KINDS:
        # A literal for model and kind: their index covers no others.
        of_kind = f"v.model = {quoted(model)} AND v.kind = {quoted(kind)}"
        walked = f"SELECT v.kind, v.document, {distance} AS distance FROM document_vector v"
        if not wanted:
            parts.append(f"({walked} WHERE {of_kind} {order})")
            continue
        where = " AND ".join([of_kind, *wanted])
        walked += f" JOIN search_document d ON d.kind = v.kind AND d.id = v.document WHERE {where}"
        within = " AND ".join([f"d.kind = {quoted(kind)}", *wanted])
        passing = f"SELECT d.kind, d.id FROM search_document d WHERE {within}"
        # OFFSET 0 keeps the index out of it.
        read = (
            f"SELECT v.kind, v.document, {distance} AS distance "
            f"FROM (SELECT v.kind, v.document, v.embedding FROM ({passing}) d "
            f"JOIN document_vector v ON v.kind = d.kind AND v.document = d.id "
            f"AND {of_kind} OFFSET 0) v"
        )
        if filter.only is not None:
            parts.append(f"({read} {exactly})")
        elif filter.facets or filter.within:
            few = f"(SELECT count(*) FROM ({passing} LIMIT {FEW_PASS + 1}) passing) <= {FEW_PASS}"
            parts.append(f"({read} WHERE {few} {exactly})")
            parts.append(f"({walked} AND NOT {few} {order})")
        else:
            parts.append(f"({walked} {order})")
    return " UNION ALL ".join(parts)


def _hit(row: Row) -> Hit:
    return Hit(Key(row["kind"], row["id"]), float(row["score"]))


def _words(document: EngineDocument) -> Words:
    title = [document.title, document.title_en, document.owner, document.owner_en]
    all_words = sorted(document.words) or words_of([*title, document.body, document.more])
    title_words = sorted(document.title_words) or words_of(title)
    digest = hashlib.sha256("\n".join([*all_words, "", *title_words]).encode())
    return Words(digest.hexdigest()[:32], all_words, title_words)
