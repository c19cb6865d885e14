"""The whole chain by hand in a real browser, with no script running; then the looks of the pages with it."""

import re
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Person, chromium
from tests.journeys.hand import matching, pitch, procurement
from tests.journeys.hand.case import Case
from tests.journeys.server import demo_server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE, DESKTOP = 390, 1280
PUBLIC = (
    "/",
    "/en",
    "/login",
    "/signup",
    "/challenges",
    "/solutions",
    "/startups",
    "/contests",
    "/pilots",
    "/certified",
    "/demo/mail",
    "/api/v1/docs",
)
OF_ROLE = {
    "課題担当": ("/", "/challenges/mine", "/challenges/new", "/account"),
    "スタートアップ": ("/", "/solutions/mine", "/solutions/new", "/entries", "/colleagues"),
    "運営事務局": ("/", "/challenges/review", "/startups/review", "/contests/new"),
    "審査員": ("/", "/judging"),
    "実証担当": ("/", "/pilots/mine", "/pilots/new"),
    "認定担当": ("/", "/certifications", "/certifications/new"),
    "システム管理": ("/", "/admin/accounts"),
}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with demo_server() as server:
        yield server.url


def test_the_whole_chain_by_hand(url: str):
    # Japanese web fonts are many files, and every person has a cache of their own.
    with chromium("--disable-remote-fonts") as browser:
        walk(Case(browser, url))


def walk(case: Case) -> None:
    matching.startup_registers(case)
    matching.startup_publishes_a_solution(case)
    matching.bureau_publishes_a_challenge(case)
    matching.bureau_keeps_a_candidate(case)
    pitch.contest_is_opened_and_entered(case)
    pitch.judging_begins_early(case)
    pitch.judge_scores(case)
    pitch.result_is_published(case)
    pitch.pilot_is_run(case)
    procurement.product_is_certified(case)
    procurement.purchaser_downloads_the_list(case)


def test_pages_fit_phone_and_desktop_and_run_without_complaint(url: str):
    with chromium() as browser:
        found = look_around(browser, url)
    assert not found, "\n".join(found)


def look_around(browser: Browser, url: str) -> list[str]:
    """What is wrong with the main pages, as everybody and as each role."""
    found: list[str] = []
    for role, paths in {"": PUBLIC, **OF_ROLE}.items():
        person = Person(browser, url, javascript=True)
        if role:
            person.signs_in_as(role)
        complaints = watch(person)
        for path in with_details(person, paths):
            person.goes_to(path)
            found += [f"{role} {path}: {text}" for text in [*faults(person), *complaints]]
            complaints.clear()
        person.context.close()
    return found


def with_details(person: Person, paths: Sequence[str]) -> Iterator[str]:
    """The paths; after each that lists records, the page of the first one."""
    for path in paths:
        yield path
        record = re.compile(re.escape(path.removesuffix("/mine")) + r"(/[0-9a-f-]{36})+")
        links = person.page.locator("main a[href]").all()
        hrefs = [link.get_attribute("href") or "" for link in links]
        yield from [href for href in hrefs if record.fullmatch(href)][:1]


def watch(person: Person) -> list[str]:
    """What the browser complains of from now on: errors of scripts, missing files, violated policies."""
    complaints: list[str] = []
    person.page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    person.page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def faults(person: Person) -> list[str]:
    """What is wrong with the page that is open: its widths, and ids used twice."""
    found = []
    for width in (PHONE, DESKTOP):
        person.page.set_viewport_size({"width": width, "height": 900})
        needed = person.page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            found.append(f"{needed}px wide in {width}px")
    twice = person.page.evaluate(
        "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, n, all) => all.indexOf(id) !== n)"
    )
    if twice:
        found.append(f"ids used twice: {sorted(set(twice))}")
    return found
