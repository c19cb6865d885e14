"""Typed search on Meilisearch.

With every word: one request of several queries. The page with the counts of its facets, the counts of
kinds under the filter without its kinds, and a count for each period asked.

With one word enough: the engine has no OR, so each word is asked by itself for as many documents as
are counted, the lists are joined here (documents with more of the words first, then by the sum of
scores), and what is counted is counted among these documents by a second request.
"""

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from matching.search.engines.meilisearch.answers import FoundDocument, Result, score_of
from matching.search.engines.meilisearch.filters import expression, matches_nothing, within
from matching.search.engines.meilisearch.queries import (
    MOST_TERMS,
    Query,
    count_query,
    text_query,
    typed_text,
)
from matching.search.engines.port import COUNTED, Filter, Found, Hit, Order, TypedQuery
from matching.search.keys import Key

Ask = Callable[[Sequence[Query]], Awaitable[Sequence[Result]]]

_NEWEST_FIRST = ["sorted_on:desc"]


class Typed:
    """One typed search.

    Args:
        index: name of the index.
        query: what is asked.
    """

    def __init__(self, index: str, query: TypedQuery) -> None:
        self._index = index
        self._query = query
        self._filter = expression(query.filter)
        self._kinds_filter = expression(replace(query.filter, kinds=()))
        self._by_kind = bool(query.filter.kinds)
        # Without words there is nothing to be relevant to.
        self._newest = query.order is Order.NEWEST or not query.words

    async def run(self, ask: Ask) -> Found:
        """Ask, and put the answers together."""
        if matches_nothing(self._query.filter):
            return self._nothing()
        if not self._query.words:
            return await self._every_word("", ask)
        if self._query.every_word or len(self._query.words) == 1:
            text = typed_text(self._query.words)
            return self._nothing() if text is None else await self._every_word(text, ask)
        texts = [typed_text([word]) for word in self._query.words[:MOST_TERMS]]
        return await self._any_word([text for text in texts if text is not None], ask)

    async def _every_word(self, text: str, ask: Ask) -> Found:
        queries = [{**text_query(self._index, text, self._filter), **self._page()}]
        if self._by_kind:
            queries.append(count_query(self._index, text, self._kinds_filter, ["kind"]))
        queries += self._period_queries(text, self._filter)
        results = iter(await ask(queries))
        page = next(results)
        by_kind = next(results) if self._by_kind else page
        return Found(
            hits=self._hits(page.hits),
            total=min(page.total, COUNTED),
            kinds=_capped(by_kind.facetDistribution.get("kind", {})),
            facets=self._facets(page),
            within={
                period: min(next(results).total, COUNTED) for period in self._query.count_within
            },
        )

    async def _any_word(self, texts: Sequence[str], ask: Ask) -> Found:
        if not texts:
            return self._nothing()
        lists = await ask([self._list_query(text, self._filter) for text in texts])
        documents = {hit.key: hit for result in lists for hit in result.hits}
        order = self._joined(lists)[:COUNTED]
        if not order and not self._by_kind:
            return self._nothing()
        queries = []
        if order:
            among = expression(Filter(only=tuple(hit.key for hit in order)))
            queries.append(count_query(self._index, "", among, self._counted()))
            queries += self._period_queries("", among)
        if self._by_kind:
            queries += [self._list_query(text, self._kinds_filter) for text in texts]
        results = iter(await ask(queries))
        counts = next(results) if order else None
        periods = {
            period: min(next(results).total, COUNTED) if order else 0
            for period in self._query.count_within
        }
        everywhere = {hit.key: hit for result in results for hit in result.hits} or documents
        offset = self._query.offset
        return Found(
            hits=tuple(order[offset : offset + self._query.limit]),
            total=len(order),
            kinds=_capped(Counter(hit.kind for hit in everywhere.values())),
            facets=self._facets(counts),
            within=periods,
        )

    def _joined(self, lists: Sequence[Result]) -> list[Hit]:
        """The documents of all lists: with more of the words first, then by scores, ties newest first,
        then by id."""
        scores: dict[Key, list[float]] = defaultdict(list)
        days: dict[Key, int] = {}
        for result in lists:
            for hit in result.hits:
                scores[hit.key].append(score_of(hit))
                days[hit.key] = hit.sorted_on
        hits = [Hit(key, sum(found)) for key, found in scores.items()]
        if self._newest:
            return sorted(hits, key=lambda hit: (-days[hit.key], hit.place))
        return sorted(
            hits, key=lambda hit: (-len(scores[hit.key]), -hit.score, -days[hit.key], hit.place)
        )

    def _page(self) -> Query:
        """What the query of the page has besides its text and filter.

        A page gives an exact total; an offset that is no page's is asked as such.
        """
        asked: Query = {"attributesToRetrieve": ["key", "sorted_on"], "showRankingScore": True}
        facets = self._counted() if self._by_kind else [*self._counted(), "kind"]
        if facets:
            asked["facets"] = facets
        if self._newest:
            asked["sort"] = _NEWEST_FIRST
        offset, limit = self._query.offset, self._query.limit
        if limit and offset % limit == 0:
            return {**asked, "page": offset // limit + 1, "hitsPerPage": limit}
        return {**asked, "offset": offset, "limit": limit}

    def _list_query(self, text: str, filter: str | None) -> Query:
        return {
            **text_query(self._index, text, filter),
            "limit": COUNTED,
            "attributesToRetrieve": ["key", "kind", "sorted_on"],
            "showRankingScore": True,
        }

    def _period_queries(self, text: str, filter: str | None) -> list[Query]:
        return [
            count_query(
                self._index,
                text,
                " AND ".join(filter_ for filter_ in (filter, within(period, day)) if filter_),
            )
            for period, day in self._query.count_within.items()
        ]

    def _counted(self) -> list[str]:
        return list(self._query.count)

    def _facets(self, result: Result | None) -> dict[str, dict[str, int]]:
        counts = {} if result is None else result.facetDistribution
        return {name: _capped(counts.get(name, {})) for name in self._query.count}

    def _nothing(self) -> Found:
        return Found(
            hits=(),
            total=0,
            kinds={},
            facets=self._facets(None),
            within=dict.fromkeys(self._query.count_within, 0),
        )

    def _hits(self, hits: Sequence[FoundDocument]) -> tuple[Hit, ...]:
        found = [(hit.sorted_on, Hit(hit.key, score_of(hit))) for hit in hits]
        if self._newest:
            found.sort(key=lambda one: (-one[0], one[1].place))
        else:
            found.sort(key=lambda one: (-one[1].score, -one[0], one[1].place))
        return tuple(hit for _day, hit in found)


def _capped(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: min(count, COUNTED) for name, count in counts.items()}
