"""People's search: one engine call, one look at the truth per kind shown, one read of the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.clock import today
from foundation.database import fetch
from foundation.i18n import language
from matching.search.engines.port import COUNTED, Found, Hit, Order, Period, Term, TypedQuery
from matching.search.engines.selection import EngineState, engine, state
from matching.search.index.store import periods_of
from matching.search.keys import Key, columns, keys_of
from matching.search.kinds import address_of, one_label
from matching.search.providers import Facet, provider_of
from matching.search.typed.highlight import marked, pattern_of, snippet, stands_in
from matching.search.typed.query import ParsedQuery
from matching.text.terms import Segment

Row = dict[str, Any]
PER_PAGE = 20
LAST_PAGE = COUNTED // PER_PAGE
COUNTED_FACETS = (
    Facet.CATEGORY,
    Facet.SITE_TYPE,
    Facet.REGION,
    Facet.READINESS,
    Facet.FISCAL_YEAR,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """A document as results show it.

    Attributes:
        title, title_en, owner, owner_en: "" where there is none.
        heading: the title in the reader's language, marked.
        snippet: where the words stand in its text.
        address: of its page, without language prefix.
        categories: codes of its fields (分野).
        terms: first and last day it is open, certified; None has no end on that side.
        today: the day that "in term" is judged on.
    """

    id: UUID
    kind: str
    title: str
    title_en: str
    owner: str
    owner_en: str
    heading: Sequence[Segment]
    snippet: Sequence[Segment]
    address: str
    categories: tuple[str, ...]
    terms: Mapping[Period, Term]
    today: date
    sorted_on: date

    def in_term(self, period: Period) -> bool:
        """Whether it is open, or certified, today."""
        return period in self.terms and self.terms[period].holds(self.today)

    @property
    def kind_shown(self) -> str:
        """What it is, in the reader's language."""
        return one_label(self.kind)

    @property
    def is_open(self) -> bool:
        """募集中."""
        return self.in_term(Period.OPEN)

    @property
    def is_certified(self) -> bool:
        """認定期間中."""
        return self.in_term(Period.CERTIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A page of results.

    Attributes:
        loosened: no document has every word; these have one at least.
        total: exact below COUNTED, and COUNTED where there are at least so many.
        kinds, facets, within: counts, see `port.Found`.
        engine: which engine answered.
    """

    query: ParsedQuery
    order: Order
    page: int
    per_page: int
    items: Sequence[FoundDocument]
    total: int
    kinds: Mapping[str, int]
    facets: Mapping[str, Mapping[str, int]]
    within: Mapping[Period, int]
    loosened: bool
    engine: EngineState

    @property
    def last_page(self) -> int:
        """Number of the last page, at least 1."""
        return max(1, -(-self.total // self.per_page))

    @property
    def is_capped(self) -> bool:
        """Whether there are `total` or more."""
        return self.total >= COUNTED


async def find(
    actor: Actor,
    query: ParsedQuery,
    *,
    order: Order = Order.RELEVANCE,
    page: int = 1,
    per_page: int = PER_PAGE,
    count: bool = True,
) -> Results:
    """Find public documents; every one shown is looked up once more where it is kept.

    Args:
        actor: who asks.
        page: from 1; beyond the last one there is nothing.
        count: whether facets and terms are counted too.

    Raises:
        EngineUnavailable, EngineRefused: neither engine answered.
    """
    day = today()
    asked = TypedQuery(
        words=query.words,
        filter=query.filter(day),
        count=tuple(facet.value for facet in COUNTED_FACETS) if count else (),
        count_within={Period.OPEN: day, Period.CERTIFIED: day} if count else {},
        order=order,
        offset=(page - 1) * per_page,
        limit=per_page,
    )
    found = await engine().search(asked)
    loosened = False
    if not any(found.kinds.values()) and len(asked.words) > 1:
        found = await engine().search(replace(asked, every_word=False))
        loosened = found.total > 0
    items, hidden = await _shown(actor, query, found.hits, day)
    return Results(
        query=query,
        order=order,
        page=page,
        per_page=per_page,
        items=items,
        total=_without(found, hidden),
        kinds=found.kinds,
        facets=found.facets,
        within=found.within,
        loosened=loosened,
        engine=state(),
    )


def _without(found: Found, hidden: int) -> int:
    return found.total if found.total >= COUNTED else max(0, found.total - hidden)


async def _shown(
    actor: Actor, query: ParsedQuery, hits: Sequence[Hit], day: date
) -> tuple[list[FoundDocument], int]:
    """Documents of hits in their order, and how many hits are not for this reader."""
    if not hits:
        return [], 0
    rows = {
        Key(row["kind"], row["id"]): row
        for row in await fetch(
            "SELECT id, kind, title, title_en, owner, owner_en, body, more, facets, open_from, "
            "open_until, certified_from, certified_until, sorted_on "
            "FROM search_document d JOIN unnest($1::text[], $2::uuid[]) AS hit (kind, id) "
            "USING (kind, id)",
            *columns([hit.key for hit in hits]),
        )
    }
    by_kind: dict[str, list[UUID]] = {}
    for row in rows.values():
        by_kind.setdefault(row["kind"], []).append(row["id"])
    visible: set[Key] = set()
    for kind, ids in by_kind.items():
        visible.update(keys_of(kind, await provider_of(kind).visible_ids(actor, ids)))
    pattern = pattern_of(query.words)
    shown = [hit.key for hit in hits if hit.key in visible]
    return [_document(rows[key], pattern, day) for key in shown], len(hits) - len(shown)


def _document(row: Row, pattern: Any, day: date) -> FoundDocument:
    english = language() == "en"
    title = (row["title_en"] if english else "") or row["title"]
    text = row["body"]
    if pattern is not None and not stands_in(text, pattern) and not stands_in(title, pattern):
        # English texts, readings and numbers stand beside the body.
        text = row["more"] if stands_in(row["more"], pattern) else text
    return FoundDocument(
        id=row["id"],
        kind=row["kind"],
        title=row["title"],
        title_en=row["title_en"],
        owner=row["owner"],
        owner_en=row["owner_en"],
        heading=marked(title, pattern),
        snippet=snippet(text, pattern),
        address=address_of(row["kind"], row["id"]),
        categories=tuple(
            pair.partition("=")[2]
            for pair in row["facets"]
            if pair.startswith(f"{Facet.CATEGORY.value}=")
        ),
        terms=periods_of(row),
        today=day,
        sorted_on=row["sorted_on"],
    )
