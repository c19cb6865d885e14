"""One walk through the chain by hand: who takes part, what they write, where things are."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Browser

from tests.journeys.browser import Person

FIRM = "見本ホイスト工業株式会社"
PRODUCT = "天井走行リフト カルモチ"
TITLE = "入浴介助で職員の腰を痛めない方法がほしい"
THEME = "入浴介助の負担を減らす技術"
EMAIL = "tantou@hoist.example"
PASSWORD = "hajimete no touroku 2026"
RIGHT_NUMBER, WRONG_NUMBER = "5-7000-0000-0123", "6-7000-0000-0123"
CRITERIA = ("現場への効果", "続けやすさ")
MAIL_TRIES = 60
MAIL_WAIT = 500
"""Milliseconds between looks at the mailbox."""


@dataclass
class Case:
    """One walk: who takes part with which device, and where things are."""

    browser: Browser
    url: str
    javascript: bool = False
    width: int = 1280
    places: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, role: str) -> Person:
        """The person of a role, signed in at first need; a stranger for any other word."""
        if role not in self.people:
            self.people[role] = Person(
                self.browser, self.url, javascript=self.javascript, width=self.width
            )
            if role not in ("スタートアップの人", "訪問者"):
                self.people[role].signs_in_as(role)
        return self.people[role]


def reads_mail(reader: Person, recipient: str, subject: "str | re.Pattern[str]") -> None:
    """Open the newest mail to someone in the demo's mailbox, once a job has written it."""
    row = reader.page.get_by_role("row").filter(has_text=recipient).filter(has_text=subject)
    for _try in range(MAIL_TRIES):
        reader.goes_to("/demo/mail")
        if row.count():
            break
        reader.page.wait_for_timeout(MAIL_WAIT)
    reader.follows(subject, within=row.first)
