"""Every kind of page that links lead to, as everybody and as each role, in both languages and widths."""

from pathlib import Path

import pytest

from tests.journeys.browser import Person, chromium
from tests.journeys.looking import (
    DESKTOP,
    PHONE,
    inaccessible,
    malformed,
    too_wide,
    twice,
    walked,
    watch,
)
from tests.journeys.test_browser_chain import OF_ROLE

pytestmark = [pytest.mark.browser, pytest.mark.exhaustive]


@pytest.mark.parametrize("start", ["/", "/en"])
@pytest.mark.parametrize("role", ["", *OF_ROLE])
def test_pages_are_sound_for_every_reader(url: str, role: str, start: str, tmp_path: Path):
    found: list[str] = []
    pages: dict[str, str] = {}
    with chromium() as browser:
        person = Person(browser, url, javascript=True)
        if role:
            person.signs_in_as(role)
        complaints = watch(person)
        for address, html in walked(person, start):
            pages[address] = html
            wrong = [*complaints, *twice(person)]
            for width in (PHONE, DESKTOP):
                wrong += [*too_wide(person, width), *inaccessible(person)]
            found += [f"{address}: {text}" for text in dict.fromkeys(wrong)]
            complaints.clear()
    assert len(pages) > 5
    found += [f"{at}: {html}" for at, html in pages.items() if html.startswith("answers ")]
    found += malformed(pages, tmp_path)
    assert not found, "\n".join(found)
