"""One statement for a page of typed search and all its counts.

At most COUNTED + 1 documents are ordered and counted for a page: those with the words in their
title first, then the newest. A word that half of all documents have costs its list of matches and
no more.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from matching.search.port import COUNTED, Found, Hit, Order, Period, TypedQuery
from matching.search.providers import KINDS
from matching.search.sql import Arguments, conditions, in_term, typed

Row = dict[str, Any]
# Where one word is enough, so many documents of each word are looked at.
OF_EACH_WORD = 10_000


def statement(query: TypedQuery) -> tuple[str, list[Any]]:
    """SQL and arguments; `found` reads the rows."""
    arguments = Arguments()
    looked_at = "SELECT id, kind, score, sorted_on FROM matched"
    if query.filter.kinds:
        looked_at += f" WHERE kind = ANY({arguments.add(list(query.filter.kinds))}::text[])"
    order = "score DESC, sorted_on DESC, id"
    if query.order is Order.NEWEST:
        order = "sorted_on DESC, id"
    parts = [
        f"WITH {_matched(query, arguments)}, "
        f"looked AS MATERIALIZED ({looked_at} ORDER BY {order} LIMIT {COUNTED + 1})",
        "SELECT * FROM (SELECT 'hit' AS what, id, NULL AS name, score::bigint AS number FROM looked "
        f"ORDER BY {order} OFFSET {arguments.add(query.offset)}::bigint "
        f"LIMIT {arguments.add(query.limit)}::bigint) page",
        "UNION ALL SELECT 'total', NULL, NULL, count(*) FROM looked",
        "UNION ALL SELECT 'kind', NULL, kind, count(*) FROM matched GROUP BY kind",
    ]
    if query.count:
        parts.append(
            "UNION ALL SELECT 'facet', NULL, pair, count(*) FROM looked "
            "JOIN search_document d ON d.id = looked.id CROSS JOIN LATERAL unnest(d.facets) AS pair "
            f"WHERE split_part(pair, '=', 1) = ANY({arguments.add(list(query.count))}::text[]) "
            "GROUP BY pair"
        )
    for period, day in query.count_within.items():
        parts.append(
            f"UNION ALL SELECT 'within', NULL, {arguments.add(period.value)}::text, count(*) "
            "FROM looked JOIN search_document d ON d.id = looked.id "
            f"WHERE {in_term(period, arguments.add(day))}"
        )
    return " ".join(parts), arguments.values


def found(query: TypedQuery, rows: Iterable[Row]) -> Found:
    """The answer that the rows of the statement give."""
    hits: list[Hit] = []
    total = 0
    kinds: dict[str, int] = {}
    facets: dict[str, dict[str, int]] = {name: {} for name in query.count}
    within = dict.fromkeys(query.count_within, 0)
    for row in rows:
        number = min(row["number"], COUNTED)
        if row["what"] == "hit":
            hits.append(Hit(UUID(str(row["id"])), float(row["number"])))
        elif row["what"] == "total":
            total = number
        elif row["what"] == "kind":
            kinds[row["name"]] = number
        elif row["what"] == "within":
            within[Period(row["name"])] = number
        else:
            name, _, code = row["name"].partition("=")
            facets[name][code] = number
    return Found(hits=tuple(hits), total=total, kinds=kinds, facets=facets, within=within)


def _matched(query: TypedQuery, arguments: Arguments) -> str:
    """The common table `matched (id, kind, sorted_on, score)`, of all kinds, not in order."""
    wanted = conditions(query.filter, arguments, kinds=False)
    if not query.words:
        return _everything(wanted, arguments)
    words = [typed(word) for word in query.words]
    if query.every_word:
        asked = arguments.add(" & ".join(words))
        in_title = " + ".join(
            f"(d.title_tokens @@ {arguments.add(word)}::tsquery)::int" for word in words
        )
        where = " AND ".join([f"d.tokens @@ {asked}::tsquery", *wanted])
        return (
            f"matched AS MATERIALIZED (SELECT d.id, d.kind, d.sorted_on, {in_title} AS score "
            f"FROM search_document d WHERE {where})"
        )
    where = " AND ".join(["d.tokens @@ word.query::tsquery", *wanted])
    return (
        "listed AS (SELECT hit.* "
        f"FROM unnest({arguments.add(words)}::text[]) AS word (query) "
        "CROSS JOIN LATERAL (SELECT d.id, d.kind, d.sorted_on, "
        "(d.title_tokens @@ word.query::tsquery)::int AS in_title "
        f"FROM search_document d WHERE {where} LIMIT {OF_EACH_WORD}) hit), "
        # More words before more of them in the title: a query has fewer than 100 words.
        "matched AS MATERIALIZED (SELECT id, kind, sorted_on, 100 * count(*) + sum(in_title) "
        "AS score FROM listed GROUP BY id, kind, sorted_on)"
    )


def _everything(wanted: list[str], arguments: Arguments) -> str:
    where = " AND ".join(["d.kind = kinds.kind", *wanted])
    return (
        "matched AS MATERIALIZED (SELECT newest.* "
        f"FROM unnest({arguments.add(list(KINDS))}::text[]) AS kinds (kind) "
        "CROSS JOIN LATERAL (SELECT d.id, d.kind, d.sorted_on, 0 AS score FROM search_document d "
        f"WHERE {where} ORDER BY d.sorted_on DESC, d.id LIMIT {COUNTED + 1}) newest)"
    )
