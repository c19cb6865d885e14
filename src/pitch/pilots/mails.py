"""What a startup is told by mail about a pilot of its solution."""

from typing import Any

from foundation.i18n import format_date, pick
from foundation.i18n import lazy as _l
from foundation.identity.accounts.readers import members_of
from foundation.mail import Letter, tell
from pitch.pilots.labels import OUTCOMES

Row = dict[str, Any]
_PAGE = "/pilots/{id}"
STARTED = Letter(
    kind="pilot_started",
    about=_l("実証を始めた知らせ"),
    subject=_l("実証が始まりました"),
    body=_l(
        "解決策「%(solution)s」の実証を始めました。計画と結果はこちらで見られます。\n\n"
        "実証：%(title)s\n現場：%(site)s\n期間：%(first)sから%(last)sまで\n\n%(address)s\n"
    ),
    page=_PAGE,
)
PUBLISHED = Letter(
    kind="pilot_published",
    about=_l("実証の評価を公表した知らせ"),
    subject=_l("実証の評価を公表しました"),
    body=_l(
        "解決策「%(solution)s」の実証の評価を公表しました。\n\n"
        "実証：%(title)s\n評価：%(outcome)s\n\n理由：\n%(reason)s\n\n%(address)s\n"
    ),
    page=_PAGE,
)
LETTERS = (STARTED, PUBLISHED)


async def tell_started(pilot: Row) -> None:
    """The startup hears that the pilot has begun."""
    await _tell(pilot, STARTED)


async def tell_published(pilot: Row) -> None:
    """The startup hears what was decided, once it is public."""
    await _tell(pilot, PUBLISHED)


async def _tell(pilot: Row, letter: Letter) -> None:
    solution = pilot["snapshot"]["content"]
    outcome = pilot["outcome"]
    await tell(
        await members_of(pilot["startup"]),
        letter.key(pilot["id"], pilot["version"]),
        lambda: {
            "title": pick(pilot["title_ja"], pilot["title_en"]),
            "solution": pick(solution["title_ja"], solution.get("title_en")),
            "site": pick(pilot["site_ja"], pilot["site_en"]),
            "first": format_date(pilot["starts_on"]),
            "last": format_date(pilot["ends_on"]),
            "outcome": str(OUTCOMES[outcome]) if outcome else "",
            "reason": pick(pilot["outcome_reason_ja"], pilot["outcome_reason_en"]),
        },
    )
