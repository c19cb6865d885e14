"""Search for programs: the same as the page, for everybody."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from foundation.access.actor import Actor
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.i18n import path
from foundation.web.api import (
    NO_TOKEN,
    ApiController,
    Schema,
)
from matching.search.engines.port import COUNTED, Order
from matching.search.typed.find import LAST_PAGE, PER_PAGE, FoundDocument, Results, find
from matching.search.typed.query import ParsedQuery, from_parameters
from portal.search import view

LONGEST_PAGE = 100
Codes = Annotated[
    list[str] | None, QueryParameter(description="Codes, given several times or divided by commas.")
]


class HitOut(Schema):
    """A public document.

    `terms` has its first and last day open (`open`) and certified (`certified`), null for no end.
    """

    id: UUID
    kind: str
    title: str
    title_en: str | None
    owner: str | None
    owner_en: str | None
    snippet: str
    categories: list[str]
    is_open: bool
    is_certified: bool
    terms: dict[str, tuple[date | None, date | None]]
    sorted_on: date
    path: str


class SearchOut(Schema):
    """A page of results.

    Attributes:
        total: exact below 1,000; `total_is_at_least` says that there are so many or more.
        every_word: false where no document has all words, and these have one at least.
        words: what was looked for; `ignored` are words beyond the first ten.
        filters: what narrowed the search, from `q` and from parameters.
        problems: filters written in `q` that were not understood.
        engine: which search engine answered.
    """

    total: int
    total_is_at_least: bool
    page: int
    per_page: int
    every_word: bool
    words: list[str]
    ignored: list[str]
    filters: dict[str, list[str]]
    problems: list[str]
    kinds: dict[str, int]
    facets: dict[str, dict[str, int]]
    in_term: dict[str, int]
    engine: str
    items: list[HitOut]


class SearchApi(ApiController):
    """Search over everything public."""

    path = "/api/v1/search"
    tags = ["Search"]
    security: list[dict[str, list[str]]] = []

    @get("/", operation_id="Search", security=NO_TOKEN)
    async def search(
        self,
        actor: NamedDependency[Actor],
        q: FromQuery[str] = "",
        kind: Codes = None,
        status: Codes = None,
        certified: Codes = None,
        category: Codes = None,
        site_type: Codes = None,
        region: Codes = None,
        readiness: Codes = None,
        condition: Codes = None,
        fiscal_year: Codes = None,
        sort: FromQuery[str] = Order.RELEVANCE.value,
        page: FromQuery[int] = 1,
        per_page: FromQuery[int] = PER_PAGE,
    ) -> SearchOut:
        """Documents of all kinds that everybody may see.

        `q` takes words and filters (`認定:あり`, `category:disaster`, `status:open`). `sort` is
        `relevance` or `newest`.
        """
        given = {
            "kind": kind,
            "status": status,
            "certified": certified,
            "category": category,
            "site_type": site_type,
            "region": region,
            "readiness": readiness,
            "condition": condition,
            "fiscal_year": fiscal_year,
        }
        query = _query(q, given)
        _check(sort, page, per_page)
        results = await find(actor, query, order=Order(sort), page=page, per_page=per_page)
        return _out(results)


def _query(q: str, given: Mapping[str, list[str] | None]) -> ParsedQuery:
    chosen = [(name, code) for name, codes in given.items() for code in codes or ()]
    refused = from_parameters(chosen).problems
    if refused:
        raise Invalid(
            {
                problem.name.key: _(
                    "この値は使えません。使えるのは %(values)s です。",
                    values=_("、").join(value.code for value in problem.name.values)
                    or problem.name.example,
                )
                for problem in refused
                if problem.name is not None
            }
        )
    return from_parameters([("q", q), *chosen])


def _check(sort: str, page: int, per_page: int) -> None:
    errors = {}
    if sort not in set(Order):
        errors["sort"] = _("relevance か newest を指定してください。")
    if not 1 <= per_page <= LONGEST_PAGE:
        errors["per_page"] = _("1から%(most)sまでの数を指定してください。", most=LONGEST_PAGE)
    most = COUNTED // per_page if 1 <= per_page <= LONGEST_PAGE else LAST_PAGE
    if not 1 <= page <= most:
        errors["page"] = _("1から%(most)sまでの数を指定してください。", most=most)
    if errors:
        raise Invalid(errors)


def _out(results: Results) -> SearchOut:
    query = results.query
    return SearchOut(
        total=results.total,
        total_is_at_least=results.is_capped,
        page=results.page,
        per_page=results.per_page,
        every_word=not results.loosened,
        words=list(query.looked_for),
        ignored=list(query.left_out),
        filters={name: list(codes) for name, codes in query.chosen.items()},
        problems=[trouble.text for trouble in view.troubles(results)],
        kinds=dict(results.kinds),
        facets={name: dict(counts) for name, counts in results.facets.items()},
        in_term={period.value: number for period, number in results.within.items()},
        engine=results.engine.name,
        items=[_hit(item) for item in results.items],
    )


def _hit(item: FoundDocument) -> HitOut:
    return HitOut.of(
        item,
        title_en=item.title_en or None,
        owner=item.owner or None,
        owner_en=item.owner_en or None,
        snippet="".join(segment.text for segment in item.snippet),
        terms={period: (term.first, term.last) for period, term in item.terms.items()},
        path=path(item.address),
    )
