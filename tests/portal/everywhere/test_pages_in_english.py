"""English pages speak English: what is Japanese on them says so with `lang="ja"`."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import httpx
import pytest

from foundation.ids import new_id
from foundation.jobs.pending import run_pending
from matching.alerts.kinds import Kind
from matching.alerts.sending.links import stop_token
from matching.matcher.commands.shortlist import shortlist_solution
from tests.factories import challenges, contests, judging, pilots
from tests.factories.certification import certification
from tests.factories.identity import person
from tests.factories.solutions import solution
from tests.factories.startups import startup

JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
SHOWN = ("title", "alt", "placeholder", "aria-label", "content")
"""Attributes that people read or hear."""
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
NAMES = ("キングサーモン・ポータル", "課題解決への有効性", "実現可能性")
"""The installation's own name, which stands in titles, and criteria that the factory has no English for."""
UNREAD = {"script", "style"}


class _Unmarked(HTMLParser):
    """Collects Japanese outside of elements that say they are Japanese."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang") or (self.open[-1][1] if self.open else "")
        if language != "ja":
            self.found += [
                f'{name}="{given[name]}"' for name in SHOWN if JAPANESE.search(given.get(name, ""))
            ]
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self.open[-1] if self.open else ("", "")
        if tag not in UNREAD and language != "ja" and JAPANESE.search(data):
            self.found.append(data.strip())


def unmarked(html: str) -> list[str]:
    """Japanese texts of a page that are not marked as such."""
    parser = _Unmarked()
    parser.feed(html)
    return [text for text in parser.found if not any(name in text for name in NAMES)]


async def _pages() -> list[str]:
    challenge_id = await challenges.published()
    closed = await challenges.closed()
    solution_id = await solution(price_public=True, evidence_public=True)
    owner = await person("challenge_owner")
    await shortlist_solution(owner.actor, challenge_id, solution_id, "note")
    await run_pending()
    open_contest = await contests.open_(challenge_id=challenge_id)
    judged = await judging.published()
    running, evaluated = await pilots.measured(), await pilots.published(owner_en="Facilities")
    certified = await certification(solution_id=solution_id)
    return [
        "/", "/about", "/accessibility", "/privacy", "/problems", "/problems/conflict",
        "/login", "/signup", "/signup/sent", "/password/forgot", "/password/sent",
        "/confirm-email", "/password/reset", "/invitation", f"/challenges/{new_id()}",
        "/challenges", f"/challenges/{challenge_id}", f"/challenges/{closed}",
        "/startups", f"/startups/{await startup()}", "/solutions", f"/solutions/{solution_id}",
        "/contests", f"/contests/{open_contest}", f"/contests/{judged.id}",
        f"/contests/{judged.id}/result", "/pilots", f"/pilots/{running}", f"/pilots/{evaluated}",
        "/certified", f"/certified/{certified}", "/certified?category=welfare_care&pilot=with",
        f"/stop/{stop_token(owner.account_id, Kind.SAVED_SEARCH)}",
        "/challenges?q=none", "/solutions?q=none", "/pilots?state=evaluated",
        "/search", "/search?q=transfer", "/search?q=xyz+a:b+category:elephant",
        "/search/results?q=robot", "/search/suggestions?q=robot",
    ]  # fmt: skip


async def test_public_pages_in_english_hold_no_unmarked_japanese(
    new_client: Callable[..., httpx.AsyncClient],
):
    wrong = []
    async with new_client() as browser:
        for path in await _pages():
            answer = await browser.get("/en" + path.rstrip("/"))
            assert answer.status_code < 500, path
            part = path.startswith("/search/")
            assert part or '<html lang="en"' in answer.text, path
            wrong += [f"{path}: {text[:80]}" for text in dict.fromkeys(unmarked(answer.text))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Hello <span lang='ja'>課題</span></p>", []),
        ("<p>Hello <br>課題</p>", ["課題"]),
        ("<img alt='課題'>", ['alt="課題"']),
        ("<div lang=ja><p lang=en>課題</p></div>", ["課題"]),
    ],
)
def test_only_what_says_so_may_be_japanese(html: str, found: list[str]):
    assert unmarked(html) == found
