"""People in front of a real Chromium: they find things by what is written on them."""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from scripts.ensure_browser import find_browser

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
WAIT_MS = 30_000


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()


def asked(label: str) -> re.Pattern[str]:
    """The name of a control: its label, with or without the mark of what is required."""
    return re.compile(rf"^\s*{re.escape(label)}(\s*※(必須|任意))?\s*$")


class Person:
    """One person with a browser of their own, without JavaScript unless said.

    Args:
        browser: the Chromium that all share; cookies are each person's own.
        url: where the site is.
    """

    def __init__(
        self, browser: Browser, url: str, *, javascript: bool = False, width: int = 1280
    ) -> None:
        self.context: BrowserContext = browser.new_context(
            base_url=url,
            locale="ja-JP",
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
        )
        self.context.set_default_timeout(WAIT_MS)
        self.page: Page = self.context.new_page()

    def goes_to(self, path: str) -> None:
        """Type an address."""
        answer = self.page.goto(path)
        assert answer is not None and answer.status < 400, f"{path}: {answer and answer.status}"

    def signs_in_as(self, role: str) -> "Person":
        """Enter by one click on the card of a sample person."""
        self.goes_to("/login")
        self.presses(re.compile(rf"^{role}"))
        return self

    def writes(self, texts: Mapping[str, str], within: Locator | None = None) -> None:
        """Fill in text fields by their labels."""
        place = within or self.page
        for label, text in texts.items():
            named = place.get_by_role("textbox", name=asked(label))
            named.or_(place.get_by_label(asked(label))).fill(text)

    def dates(self, label: str, day: date, hour: str = "", within: Locator | None = None) -> None:
        """Fill in a date in its three parts, and the time where it is asked for."""
        box = (within or self.page).get_by_role("group", name=asked(label))
        for part, value in (("年", day.year), ("月", day.month), ("日", day.day)):
            box.get_by_label(part, exact=True).fill(str(value))
        if hour:
            box.get_by_label("時刻").fill(hour)

    def selects(self, choices: Mapping[str, str]) -> None:
        """Choose from drop-down lists; the choice may be the beginning of what is offered."""
        for label, choice in choices.items():
            box = self.page.get_by_role("combobox", name=asked(label))
            offered = box.get_by_role("option").all_inner_texts()
            fitting = [text for text in offered if text.startswith(choice)]
            assert fitting, f"{label}: {choice} is not among {offered}"
            box.select_option(label=fitting[0])

    def ticks(
        self, label: str, *choices: "str | re.Pattern[str]", within: Locator | None = None
    ) -> None:
        """Tick boxes or radio buttons of a group."""
        box = (within or self.page).get_by_role("group", name=asked(label))
        for choice in choices:
            box.get_by_label(choice, exact=isinstance(choice, str)).check()

    def presses(self, name: "str | re.Pattern[str]", within: Locator | None = None) -> None:
        """Press a button."""
        place = within or self.page
        place.get_by_role("button", name=name, exact=isinstance(name, str)).first.click()

    def follows(self, name: "str | re.Pattern[str]", within: Locator | None = None) -> None:
        """Follow a link."""
        place = within or self.page
        link = place.get_by_role("link", name=name, exact=isinstance(name, str))
        self.page.wait_for_load_state()
        if not link.count() and self.folded("メニュー").is_visible():
            # on a phone the header's links are folded away
            self.opens("メニュー")
        link.first.click()

    def folded(self, name: str) -> Locator:
        """A part of the page that can be folded away, by what stands on its fold."""
        summary = self.page.locator("summary").filter(has_text=name)
        return self.page.locator("details").filter(has=summary)

    def opens(self, name: str) -> Locator:
        """Unfold a part of the page."""
        fold = self.folded(name)
        fold.locator("summary").click()
        return fold

    def unfolds(self, name: str) -> None:
        """Open what a phone shows folded; on a wide screen it stands open."""
        summary = self.folded(name).locator("summary")
        if summary.count() and summary.is_visible() and not self.folded(name).get_attribute("open"):
            summary.click()

    def sees(self, *texts: str) -> None:
        """These texts stand on the page."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible(
                timeout=WAIT_MS
            )

    def is_told(self, *texts: str) -> None:
        """The page says that something is to be put right, and what."""
        summary = self.page.get_by_role("alert")
        for text in texts:
            expect(summary).to_contain_text(text)

    def reloads_until(self, place: Locator, words: re.Pattern[str], seconds: float) -> None:
        """Look again until a place holds the words, as somebody does who waits for a job."""
        deadline = time.monotonic() + seconds
        while place.filter(has_text=words).count() == 0 and time.monotonic() < deadline:
            self.page.wait_for_timeout(500)
            self.page.reload()
        expect(place).to_contain_text(words)

    @property
    def path(self) -> str:
        """Path of the page that is open."""
        return "/" + self.page.url.split("/", 3)[3].split("?")[0].split("#")[0]

    def downloads(self, name: str) -> bytes:
        """The file behind a link."""
        with self.page.expect_download() as waiting:
            self.follows(name)
        return waiting.value.path().read_bytes()
