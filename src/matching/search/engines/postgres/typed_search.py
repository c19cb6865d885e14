"""One statement for a page of typed search and all its counts.

At most COUNTED + 1 documents are ordered and counted for a page. Where words are so common that
their list of matches is a large part of a kind, the list is not made: of that kind the newest that
have the words in their title, and the newest that have them anywhere, are looked at.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from matching.search.engines.port import COUNTED, Found, Hit, Order, Period, TypedQuery
from matching.search.engines.postgres.sql import Arguments, conditions, in_term, typed
from matching.search.keys import Key
from matching.search.kinds import KINDS

Row = dict[str, Any]
# Where one word is enough, so many documents of each word are looked at.
OF_EACH_WORD = 5_000
# From this share of a kind on, walking from the newest finds COUNTED sooner than the list is made.
WALKED_FROM = 0.2
_COLUMNS = "d.id, d.kind, d.sorted_on, d.ctid AS place"


def statement(
    query: TypedQuery, shares: Mapping[str, float] | None = None
) -> tuple[str, list[Any]]:
    """SQL and arguments; `found` reads the rows.

    Args:
        shares: kind → about which share of its documents has the words, where that is known.
    """
    arguments = Arguments()
    looked_at = "SELECT id, kind, score, sorted_on, place FROM matched"
    if query.filter.kinds:
        looked_at += f" WHERE kind = ANY({arguments.add(list(query.filter.kinds))}::text[])"
    order = "score DESC, sorted_on DESC, id, kind"
    if query.order is Order.NEWEST:
        order = "sorted_on DESC, id, kind"
    walked = {kind for kind, share in (shares or {}).items() if share >= WALKED_FROM}
    parts = [
        f"WITH {_matched(query, arguments, walked)}, "
        f"looked AS MATERIALIZED ({looked_at} ORDER BY {order} LIMIT {COUNTED + 1})"
        f"{_seen(query, arguments)}",
        "SELECT * FROM (SELECT 'hit' AS what, id, kind AS name, score::bigint AS number FROM looked "
        f"ORDER BY {order} OFFSET {arguments.add(query.offset)}::bigint "
        f"LIMIT {arguments.add(query.limit)}::bigint) page",
        "UNION ALL SELECT 'total', NULL, NULL, count(*) FROM looked",
        "UNION ALL SELECT 'kind', NULL, kind, count(*) FROM matched GROUP BY kind",
    ]
    if query.count:
        parts.append(
            # Counted first and chosen then: there are fewer codes than documents that have them.
            "UNION ALL SELECT 'facet', NULL, pair, number FROM (SELECT pair, count(*) AS number "
            "FROM (SELECT unnest(facets) AS pair FROM seen) pairs GROUP BY pair OFFSET 0) counted "
            f"WHERE split_part(pair, '=', 1) = ANY({arguments.add(list(query.count))}::text[])"
        )
    parts += [
        f"UNION ALL SELECT 'within', NULL, '{period.value}', count(*) FILTER (WHERE {period.value}) "
        "FROM seen"
        for period in query.count_within
    ]
    return " ".join(parts), arguments.values


def _seen(query: TypedQuery, arguments: Arguments) -> str:
    """The common table of what is counted of the documents looked at, found by their places."""
    if not query.count and not query.count_within:
        return ""
    columns = ["d.facets"] + [
        f"{in_term(period, arguments.add(day))} AS {period.value}"
        for period, day in query.count_within.items()
    ]
    return (
        f", seen AS MATERIALIZED (SELECT {', '.join(columns)} FROM looked "
        "JOIN search_document d ON d.ctid = looked.place)"
    )


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
            hits.append(Hit(Key(row["name"], row["id"]), float(row["number"])))
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


def _matched(query: TypedQuery, arguments: Arguments, walked: set[str]) -> str:
    """The common table `matched (id, kind, sorted_on, place, score)`, of all kinds, not in order."""
    wanted = conditions(query.filter, arguments, kinds=False)
    if not query.words:
        return f"matched AS MATERIALIZED ({_newest(KINDS, wanted, '0', arguments)})"
    words = [typed(word) for word in query.words]
    if query.every_word:
        if walked:
            return _walked(query, words, wanted, arguments, walked)
        return f"matched AS MATERIALIZED ({_listed(words, wanted, arguments)})"
    where = " AND ".join(["d.tokens @@ word.query::tsquery", *wanted])
    return (
        "listed AS (SELECT hit.* "
        f"FROM unnest({arguments.add(words)}::text[]) AS word (query) "
        "CROSS JOIN LATERAL (SELECT d.id, d.kind, d.sorted_on, d.ctid AS place, "
        "(d.title_tokens @@ word.query::tsquery)::int AS in_title "
        f"FROM search_document d WHERE {where} LIMIT {OF_EACH_WORD}) hit), "
        # More words before more of them in the title: a query has fewer than 100 words.
        "matched AS MATERIALIZED (SELECT id, kind, sorted_on, place, "
        "100 * count(*) + sum(in_title) AS score FROM listed GROUP BY id, kind, sorted_on, place)"
    )


def _listed(words: list[str], wanted: list[str], arguments: Arguments) -> str:
    """Every document that has all of the words."""
    where = " AND ".join([f"d.tokens @@ {_all(words, arguments)}", *wanted])
    score = _in_title(words, arguments)
    return f"SELECT {_COLUMNS}, {score} AS score FROM search_document d WHERE {where}"


def _walked(
    query: TypedQuery,
    words: list[str],
    wanted: list[str],
    arguments: Arguments,
    walked: set[str],
) -> str:
    """The tables that end in `matched`, where the newest of some kinds are enough."""
    others = sorted({*KINDS} - walked)
    listed = _listed(words, [*wanted, f"d.kind = ANY({arguments.add(others)}::text[])"], arguments)
    asked, score = _all(words, arguments), _in_title(words, arguments)
    anywhere = [f"d.tokens @@ {asked}", *wanted]
    if query.order is Order.NEWEST:
        newest = _newest(walked, anywhere, score, arguments)
        return f"matched AS MATERIALIZED ({listed} UNION ALL ({newest}))"
    titled = _newest(walked, [f"d.title_tokens @@ {asked}", *wanted], score, arguments)
    # Where titles have the words often enough, nothing else of the kind would be looked at.
    enough = f"(SELECT count(*) FROM titled WHERE titled.kind = kinds.kind) <= {COUNTED}"
    rest = _newest(walked, [enough, *anywhere], score, arguments)
    return (
        f"titled AS MATERIALIZED ({titled}), matched AS MATERIALIZED "
        f"({listed} UNION ALL (SELECT * FROM titled UNION ({rest})))"
    )


def _all(words: list[str], arguments: Arguments) -> str:
    return f"{arguments.add(' & '.join(words))}::tsquery"


def _in_title(words: list[str], arguments: Arguments) -> str:
    return " + ".join(f"(d.title_tokens @@ {arguments.add(word)}::tsquery)::int" for word in words)


def _newest(kinds: Iterable[str], wanted: list[str], score: str, arguments: Arguments) -> str:
    """The newest documents of each of these kinds, as many as are counted."""
    where = " AND ".join(["d.kind = kinds.kind", *wanted])
    return (
        f"SELECT newest.* FROM unnest({arguments.add(list(kinds))}::text[]) AS kinds (kind) "
        f"CROSS JOIN LATERAL (SELECT {_COLUMNS}, {score} AS score FROM search_document d "
        f"WHERE {where} ORDER BY d.sorted_on DESC, d.id LIMIT {COUNTED + 1}) newest"
    )
