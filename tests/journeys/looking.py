"""What is wrong with a page: for the eye, for a screen reader, for a program that reads it."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError

from scripts.fetch_assets import AXE, NU
from tests.journeys.browser import Person

ROOT = Path(__file__).resolve().parents[2]
PHONE, DESKTOP = 390, 1280
HEIGHT = 900
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""The tags of axe's rules for WCAG 2.2 AA (JIS X 8341-3)."""
MEANT = (
    # htmx's own attributes
    ".*Attribute .hx-.*",
    # tables that are lists on a phone lose their meaning there unless it is written out
    ".*The .role. attribute must not be used on a .t(r|h|d|body|head). element.*",
)
"""What the Nu checker refuses, and we mean."""
_RECORD = re.compile(r"/(?:[0-9a-f-]{36}|\d+)(?=/|$)")
_FILE = re.compile(r"\.(?:csv|json|pdf|xlsx|ics|css|js)$")
_NOT_WALKED = re.compile(r"^/(?:logout|static|api/|opendata|problems/|unsubscribe)")


def watch(person: Person) -> list[str]:
    """What the browser complains of from now on: errors of scripts, missing files, violated policies."""
    complaints: list[str] = []
    person.page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    person.page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def twice(person: Person) -> list[str]:
    """Ids that stand twice on the page that is open."""
    found = person.page.evaluate(
        "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, n, all) => all.indexOf(id) !== n)"
    )
    return [f"ids used twice: {sorted(set(found))}"] if found else []


def too_wide(person: Person, width: int) -> list[str]:
    """Whether one has to scroll sideways at this width (pixels)."""
    person.page.set_viewport_size({"width": width, "height": HEIGHT})
    needed = person.page.evaluate("document.documentElement.scrollWidth")
    return [f"{needed}px wide in {width}px"] if needed > width else []


def inaccessible(person: Person) -> list[str]:
    """What axe finds on the page that is open, at its present width."""
    if not person.page.evaluate("typeof axe !== 'undefined'"):
        # not as a tag on the page, which its own policy would refuse
        person.page.evaluate((ROOT / AXE).read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = person.page.evaluate("options => axe.run(document, options)", options)
    return [
        f"axe {one['id']}: {node['html'][:160]}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]


def malformed(pages: dict[str, str], folder: Path) -> list[str]:
    """What the Nu checker finds in pages as they were served.

    Args:
        pages: their HTML by address.
        folder: an empty one.
    """
    names = {}
    for number, (address, html) in enumerate(pages.items()):
        names[f"{number}.html"] = address
        (folder / f"{number}.html").write_text(html, encoding="utf-8")
    options = ("--errors-only", "--exit-zero-always", "--format", "json")
    checked = subprocess.run(
        ["java", "-jar", ROOT / NU, *options, "--filterpattern", "|".join(MEANT), folder],
        capture_output=True,
        check=True,
    )
    return [
        f"{names[one['url'].rsplit('/', 1)[1]]}: nu: {one['message']} ({one.get('extract', '')[:120]})"
        for one in json.loads(checked.stderr)["messages"]
    ]


def kind_of(address: str) -> str:
    """What pages of one kind have in common: the address without which record and which filter."""
    return _RECORD.sub("/*", urlsplit(address).path)


def walked(person: Person, start: str, most: int = 200) -> Iterator[tuple[str, str]]:
    """One page of each kind that links lead to, opened one after the other.

    Args:
        start: where the walk begins.
        most: pages at most.

    Yields:
        The address, and the HTML as it was served.
    """
    waiting, seen = [start], {kind_of(start)}
    english = start.startswith("/en")
    while waiting and most:
        address, most = waiting.pop(0), most - 1
        try:
            answer = person.page.goto(address)
        except PlaywrightError as error:
            if "Download is starting" in error.message:
                continue
            raise
        assert answer is not None
        if answer.status >= 400:
            yield address, f"answers {answer.status}"
            continue
        yield address, answer.text()
        for path in _links(person, english):
            if kind_of(path) not in seen:
                seen.add(kind_of(path))
                waiting.append(path)


def _links(person: Person, english: bool) -> Iterator[str]:
    here = urlsplit(person.page.url)
    for link in person.page.locator("a[href]").all():
        target = urlsplit(str(link.evaluate("a => a.href")))
        path = target.path + (f"?{target.query}" if target.query else "")
        bare = target.path.removeprefix("/en") if english else target.path
        if target.netloc != here.netloc or target.path.startswith("/en") != english:
            continue
        if not _FILE.search(target.path) and not _NOT_WALKED.match(bare):
            yield path
