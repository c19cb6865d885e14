"""The search page, what changes of it while somebody types, and the first hits below the header's box."""

from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.i18n import path
from foundation.web import WebRequest, render
from foundation.web.api import PageController
from foundation.web.pagination import page_number
from foundation.web.rendering import render_part
from matching.search.engines.port import Order
from matching.search.slots import SEARCH_SLOT
from matching.search.typed.find import LAST_PAGE, find
from matching.search.typed.query import ParsedQuery, from_parameters
from portal.search import view

TYPED_FROM = 2
"""Characters from which on hits are shown while typing."""
SUGGESTED = 5


class SearchPages(PageController):
    """Search for people: works without scripts; with them, results follow the typing."""

    @get("/search")
    async def page(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[str]:
        """The page."""
        shown = await _shown(request, actor)
        return render(
            request,
            "search/page.html",
            breadcrumbs=[(_("探す"), None)],
            **shown,
        )

    @get("/search/results")
    async def results(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[str]:
        """What stands below the box, for the text typed so far."""
        shown = await _shown(request, actor)
        response = render_part(request, "search/results.html", **shown)
        # The address bar holds what a person would share, not the address of this part.
        response.headers["HX-Replace-Url"] = shown["address"]
        return response

    @get("/search/suggestions")
    async def suggestions(
        self, request: WebRequest, actor: NamedDependency[Actor]
    ) -> Response[str]:
        """The first hits, shown below the box of the header while somebody types."""
        query = from_parameters(request.query_params.multi_items())
        found = None
        if len(query.text) >= TYPED_FROM or query.chosen:
            found = await find(actor, query, per_page=SUGGESTED, count=False)
        return render_part(
            request,
            "search/suggestions.html",
            found=found,
            view=view,
            whole=view.address(query),
        )


async def _shown(request: WebRequest, actor: Actor) -> dict[str, Any]:
    parameters = list(request.query_params.multi_items())
    typed = next((value for name, value in parameters if name == "q"), "")
    query = from_parameters(parameters)
    order, number = order_of(request), page_of(request)
    asked = not query.is_empty or bool(query.problems)
    results = await find(actor, query, order=order, page=number)
    if number > results.last_page:
        number = results.last_page
        results = await find(actor, query, order=order, page=number)
    sections = []
    if asked and not actor.is_anonymous:
        sections = await SEARCH_SLOT.sections(request, actor, query)
    return {
        "results": results,
        "asked": asked,
        "typed": typed,
        "kept": [(name, ",".join(codes)) for name, codes in _kept(parameters).chosen.items()],
        "order": order,
        "address": view.address(query, order, number),
        "view": view,
        "sections": sections,
        "search_page": True,
        "action": path(view.ADDRESS),
    }


def _kept(parameters: list[tuple[str, str]]) -> ParsedQuery:
    """What was chosen by links, which typing on leaves as it is."""
    return from_parameters([pair for pair in parameters if pair[0] != "q"])


def order_of(request: WebRequest) -> Order:
    """The order asked for; anything unknown is the usual one."""
    newest = request.query_params.get("sort") == Order.NEWEST
    return Order.NEWEST if newest else Order.RELEVANCE


def page_of(request: WebRequest) -> int:
    """The page asked for, within what can be paged through."""
    return min(page_number(request.query_params.get("page", "")), LAST_PAGE)


PAGES: tuple[type[Controller], ...] = (SearchPages,)
