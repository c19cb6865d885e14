"""Search in a real browser: hits while typing, by keyboard, on a phone, and with no script at all."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser import Person, chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium("--disable-remote-fonts") as opened:
        yield opened


def test_first_hits_below_the_box_of_every_page(browser: Browser, url: str):
    page = Person(browser, url, javascript=True).page
    page.goto("/certified")
    box = page.get_by_role("searchbox", name="課題、解決策、認定製品などを探す")
    box.press_sequentially("移")
    page.wait_for_timeout(600)
    hits = page.locator(".hit")
    expect(hits).to_have_count(0)
    box.press_sequentially("乗")
    expect(hits.first).to_be_visible()
    expect(page.locator("#search-status")).to_have_text(re.compile(r"\d件"))
    expect(page.locator(".hit mark").first).to_have_text("移乗")
    box.press("ArrowDown")
    expect(hits.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(hits).to_have_count(0)
    box.fill("いどう")
    box.fill("移乗 ")
    expect(page.get_by_role("link", name=re.compile("結果をすべて見る"))).to_be_visible()
    page.get_by_role("link", name=re.compile("結果をすべて見る")).click()
    expect(page).to_have_url(re.compile(r"/search\?q="))
    expect(page.locator(".result").first).to_be_visible()


def test_results_follow_the_typing_and_the_address_can_be_shared(browser: Browser, url: str):
    person = Person(browser, url, javascript=True)
    page = person.page
    errors: list[str] = []
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page.goto("/search")
    box = page.get_by_role("searchbox", name="探す言葉")
    box.press_sequentially("ろぼっと", delay=30)
    expect(page.locator(".result mark").first).to_have_text("ロボット")
    expect(page.locator("#search-status")).to_have_text(re.compile(r"\d件"))
    expect(box).to_be_focused()
    expect(page).to_have_url(re.compile(r"/search\?q=%E3%82%8D"))
    shared = page.url
    page.get_by_role("link", name=re.compile(r"^認定製品\d")).click()
    expect(page).to_have_url(re.compile("kind=certified"))
    other = Person(browser, url, javascript=False).page
    other.goto(shared)
    expect(other.locator(".result mark").first).to_have_text("ロボット")
    assert errors == []


def test_without_scripts_the_box_leads_to_the_page(browser: Browser, url: str):
    page = Person(browser, url, javascript=False, width=390).page
    page.goto("/challenges")
    box = page.get_by_role("searchbox", name="課題、解決策、認定製品などを探す")
    box.fill("ﾄﾞﾛｰﾝ 分野:防災")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q="))
    expect(page.get_by_role("heading", level=1)).to_have_text("探す")
    expect(page.locator(".result").first).to_be_visible()
    page.get_by_role("link", name=re.compile("分野：防災")).click()
    expect(page).not_to_have_url(re.compile("category"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
