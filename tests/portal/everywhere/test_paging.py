"""Whatever an address asks for, a list shows a page that there is, and counts that are possible."""

import inspect
import re
from collections.abc import Callable

import httpx
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute

from tests.factories.identity import person, sign_in
from tests.factories.startups import startup
from tests.portal.test_query_counts import LISTS, Build, Shared

SEARCH = ("/search", "/search/results")
PAGED = {
    "/challenges",
    "/challenges/mine",
    "/challenges/review",
    "/startups",
    "/solutions",
    "/contests",
    "/pilots",
    "/pilots/mine",
    "/certifications",
    "/certifications/new",
    "/certified",
    "/admin/accounts",
    "/admin/organisations",
    "/admin/mail",
    "/demo/mail",
}
ASKED = ("0", "-1", "2", "40", "10001", "9" * 21, "abc", "", "1.5", "²", "٣", "1e3", "+1", " 1")
CASES = [case for case in LISTS if case[0].partition("?")[0] in {*PAGED, *SEARCH}]


def test_every_list_with_pages_is_tried(application: Litestar):
    paged = {
        route.path
        for route in application.routes
        if isinstance(route, HTTPRoute) and not route.path.startswith("/api/")
        for handler in route.route_handlers
        if "page" in inspect.signature(handler.fn).parameters
    }
    assert paged == PAGED
    assert {path.partition("?")[0] for path, _, _ in CASES} == {*PAGED, *SEARCH}


@pytest.mark.parametrize(
    ("path", "visitor", "build"),
    CASES,
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
async def test_a_page_that_is_not_there_is_the_nearest_one(
    path: str, visitor: str, build: Build, new_client: Callable[..., httpx.AsyncClient]
):
    Shared.contest = Shared.challenge = None
    browser = new_client()
    if visitor != "nobody":
        who = await person(visitor)
        if visitor == "member":
            await startup()
        await sign_in(browser, who)
    await build(1)
    base, _, query = path.partition("?")
    query = f"{query}&" if query else ""
    first = _shown(await browser.get(f"{base}?{query}page=1"))
    for asked in ASKED:
        page = await browser.get(f"{base}?{query}page={asked}")
        assert page.status_code == 200, asked
        assert _shown(page) == first, asked


def _shown(page: httpx.Response) -> str:
    start = page.text.find("<main")
    main = page.text[start : page.text.find("</main>")] if start >= 0 else page.text
    # Secrets of forms and addresses that lead back differ from one answer to the next.
    return re.sub(r'(?:value|href)="[^"]*"', "", main)
