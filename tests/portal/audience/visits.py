"""Visitors who read every page and call they can, and what they saw there."""

import asyncio
import io
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import httpx
from pypdf import PdfReader

from tests.factories.identity import OTHER, person, sign_in, token_of
from tests.factories.judging import SECOND
from tests.portal.audience.marks import Field, Marks
from tests.portal.audience.matching import WAITING, Places
from tests.portal.test_routes import MODULES

SAME_FOR_ALL = (".pdf", "/healthz", "/readyz", "/docs", "/openapi.json")
"""Ends of addresses that nobody is asked for: one visitor reads them."""
LEFT_OUT = ("/demo/mail",)
"""The mailbox of the demo shows what was mailed to whom; a real installation has none."""
AT_ONCE = 4
NEWCOMER = "waiting_member"
"""Of the startup that is not confirmed: reads the pages about startups."""
FORMS = {route.path for module in MODULES for route in module.ROUTES if route.method == "POST"} - {
    "/judging/{contest_id:uuid}/{entry_id:uuid}"
}
"""Addresses that take a form and show it, but for the ballot, whose answer hangs on the contest."""
ENOUGH = 3
"""Records after which a page that refuses a visitor is left: all are of the same organisations, and
public ones come first."""


@dataclass
class Visit:
    """What one visitor saw: where a field was shown first."""

    name: str
    seen: dict[Field, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def addresses(places: Places) -> list[tuple[str, str]]:
    """Every GET route of the application with its addresses for the records of a world."""
    found: dict[tuple[str, str], None] = {}
    for module in MODULES:
        for route in module.ROUTES:
            if route.method == "GET" and not route.path.startswith(LEFT_OUT):
                for path in _filled(route.path, places):
                    found[route.path, path] = None
    return list(found)


def _filled(path: str, places: Places) -> Iterable[str]:
    names = [part.strip("{}").partition(":")[0] for part in path.split("/") if part[:1] == "{"]
    if not names:
        yield path
    for place in places:
        if names and all(name in place for name in names):
            yield "/".join(
                place[part.strip("{}").partition(":")[0]] if part[:1] == "{" else part
                for part in path.split("/")
            )


async def visit_all(
    new_client: Callable[..., httpx.AsyncClient],
    marks: Marks,
    places: Places,
    visitors: Iterable[str],
) -> dict[str, Visit]:
    """Let visitors read every address."""
    gate, pages = asyncio.Semaphore(AT_ONCE), addresses(places)

    async def one(name: str) -> Visit:
        async with gate, new_client() as browser:
            return await _walk(browser, name, marks, pages)

    visits = await asyncio.gather(*(one(name) for name in visitors))
    return {visit.name: visit for visit in visits}


async def _walk(
    browser: httpx.AsyncClient, name: str, marks: Marks, pages: list[tuple[str, str]]
) -> Visit:
    visit, refused, headers = Visit(name), Counter[str](), dict[str, str]()
    if name != "nobody":
        who = await person(*_person(name))
        await sign_in(browser, who)
        headers = {"Authorization": f"Bearer {await token_of(who)}"}
    for route, path in pages:
        same = path.endswith(SAME_FOR_ALL)
        if refused[route] >= ENOUGH or (same and name != "nobody"):
            continue
        if name == NEWCOMER and "/startups" not in route:
            continue
        api = path.startswith("/api/")
        answer = await browser.get(path, headers=headers if api else {})
        refused[route] += _refuses(answer, route)
        # A page without a mark in Japanese has none in English.
        if _note(visit, marks, path, answer) and not api and not same:
            english = "/en" + path.rstrip("/")
            _note(visit, marks, english, await browser.get(english))
    return visit


def _refuses(answer: httpx.Response, route: str) -> bool:
    to_login = answer.headers.get("location", "").startswith(("/login", "/en/login"))
    refused = answer.status_code in (401, 403) or to_login
    return refused or (answer.status_code == 404 and route in FORMS)


def _person(name: str) -> tuple[str, str]:
    mark = {"other": OTHER, "fellow": SECOND, "waiting": WAITING}.get(name.partition("_")[0])
    return (name, "") if mark is None else (name.partition("_")[2], mark)


def _note(visit: Visit, marks: Marks, path: str, answer: httpx.Response) -> bool:
    """Remember what an answer shows; whether it shows anything."""
    if answer.status_code >= 500:
        visit.broken.append(f"{path}: {answer.status_code}")
    text = _pdf_text(answer.content) if path.endswith(".pdf") else answer.text
    found = list(marks.seen(path, text))
    for told in found:
        visit.seen.setdefault(told, path)
    return bool(found)


def _pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
