"""The set-up guide of the READMEs, followed to the letter: from nothing to a published challenge."""

import re
from collections.abc import Mapping
from html import unescape

import httpx

from tests.journeys.proxied import Installation, guide, installation

ENGLISH, JAPANESE = ("README.md", "Set it up for real use"), ("README.ja.md", "本番の用意")
PASSWORD = "hajimete no setsuzoku 2026"
CSRF, SESSION = "__Host-csrf", "__Host-session"
TITLE = "窓口で待つ時間を減らしたい"
CHALLENGE = {
    "title_ja": TITLE,
    "title_en": "Shorter waits at the counter",
    "problem_ja": "受付が一か所に集まり、午前中は一時間待つ人がいる。",
    "category": "welfare_care",
    "site_type": "welfare_facility",
    "region": "tama",
    "conditions": ["no_power"],
    "readiness_minimum": "7",
    "section_ja": "総務課",
    "closes_on-year": "2099",
    "closes_on-month": "3",
    "closes_on-day": "31",
    "_submit": "1",
}


def post(browser: httpx.Client, path: str, data: Mapping[str, object]) -> httpx.Response:
    return browser.post(path, data={"_csrf_token": browser.cookies[CSRF], **data})


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a page."""
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
    return {name: unescape(value) for name, value in pairs}


def arrive(site: Installation, number: int, email: str) -> httpx.Client:
    """Set the password at the address that the account's command printed, and sign in."""
    links = re.findall(r"^(https://[^/\s]+)(/password/reset\?token=\S+)$", site.said, re.MULTILINE)
    base_url, path = links[number]
    browser = site.browser(base_url, f"192.0.2.{number + 1}")
    page = browser.get(path)
    assert page.status_code == 200
    fields = {**hidden(page.text), "password": PASSWORD}
    assert post(browser, "/password/reset", fields).status_code == 303
    browser.get("/login")
    signed_in = post(browser, "/login", {"email": email, "password": PASSWORD})
    assert signed_in.status_code == 303 and SESSION in browser.cookies, signed_in.text
    return browser


def test_both_readmes_give_the_same_commands():
    assert guide(*ENGLISH) == guide(*JAPANESE)


def test_the_audit_trail_has_a_key_of_its_own_from_the_first_event():
    commands = guide(*ENGLISH)
    assert 0 < commands.index("export KS_AUDIT_KEY=$(") < commands.index("kingsalmon migrate")


def test_from_nothing_to_a_published_challenge():
    with installation(guide(*ENGLISH)) as site:
        operator, office, owner = (
            arrive(site, number, f"{name}@example.jp")
            for number, name in enumerate(("operator", "office", "owner"))
        )
        assert operator.get("/admin/accounts").status_code == 200

        form = owner.get("/challenges/new")
        sent = post(owner, "/challenges", {**hidden(form.text), **CHALLENGE})
        assert sent.status_code == 303, sent.text
        challenge = sent.headers["location"]

        review = office.get("/challenges/review")
        assert TITLE in review.text and challenge in review.text
        fields = hidden(office.get(challenge).text)
        assert post(office, f"{challenge}/publish", fields).status_code == 303

        public = site.browser(str(owner.base_url), "192.0.2.9").get(challenge)
        assert public.status_code == 200
        assert TITLE in public.text and "福祉局" in public.text
