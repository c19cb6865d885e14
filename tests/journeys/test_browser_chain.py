"""The whole chain by hand in a real browser, with no script running; then the looks of the pages with it."""

import re
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Person, chromium
from tests.journeys.hand import matching, pitch, procurement
from tests.journeys.hand.case import Case
from tests.journeys.looking import DESKTOP, PHONE, too_wide, twice, watch
from tests.journeys.server import demo_server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PUBLIC = ("/", "/en", "/signup", "/challenges", "/startups", "/certified", "/api/v1/docs")
OF_ROLE = {
    "課題担当": ("/challenges/mine", "/challenges/new"),
    "スタートアップ": ("/solutions/mine", "/entries"),
    "運営事務局": ("/challenges/review", "/contests/new"),
    "審査員": ("/", "/judging"),
    "実証担当": ("/pilots/mine",),
    "認定担当": ("/certifications",),
    "システム管理": ("/admin/accounts",),
}
"""A sample; `make journeys` looks at every kind of page."""


def test_the_whole_chain_by_hand(url: str):
    # Japanese web fonts are many files, and every person has a cache of their own.
    with chromium("--disable-remote-fonts") as browser:
        walk(Case(browser, url))


@pytest.mark.exhaustive
@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_whole_chain_by_hand_on_every_device(width: int, javascript: bool):
    with demo_server() as server, chromium() as browser:
        walk(Case(browser, server.url, javascript=javascript, width=width))


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
    with chromium("--disable-remote-fonts") as browser:
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
            wrong = [*too_wide(person, PHONE), *too_wide(person, DESKTOP), *twice(person)]
            found += [f"{role} {path}: {text}" for text in [*wrong, *complaints]]
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
