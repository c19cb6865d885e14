"""What judges and entrants are told by mail about judging and its result."""

from datetime import datetime

from foundation.acts import Row
from foundation.i18n import format_datetime, pick
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.identity.accounts.readers import members_of, still_acting
from foundation.mail import Letter, tell
from pitch.contests.mails import judges_of
from pitch.contests.permissions import Permission
from pitch.judging.results.record import FrozenEntry, ResultContent

EXTENDED = Letter(
    kind="judging_extended",
    about=_l("審査の締切を延ばした知らせ"),
    subject=_l("審査の締切を延ばしました"),
    body=_l(
        "コンテスト「%(theme)s」の審査の締切を%(deadline)sに延ばしました。\n\n"
        "理由：\n%(reason)s\n\n%(address)s\n"
    ),
    page="/judging",
)
RECUSAL_TAKEN_BACK = Letter(
    kind="recusal_taken_back",
    about=_l("審査の辞退を取り消した知らせ"),
    subject=_l("回避を取り消しました"),
    body=_l(
        "コンテスト「%(theme)s」で、運営事務局が回避を取り消しました。この応募の採点をお願いします。\n\n"
        "%(address)s\n"
    ),
    page="/judging/{contest}/{entry}",
)
RESULT = Letter(
    kind="contest_result",
    about=_l("コンテストの結果"),
    subject=_l("コンテストの結果を公表しました"),
    body=_l(
        "コンテスト「%(theme)s」の結果を公表しました。\n\n"
        "解決策：%(solution)s\n%(outcome)s\n\n"
        "順位と、自社の応募の基準ごとの評点は、次のページで見られます。\n%(address)s\n"
    ),
    page="/contests/{contest}/result",
)
UNPUBLISHED = Letter(
    kind="contest_unpublished",
    about=_l("コンテストの結果を取り下げた知らせ"),
    subject=_l("コンテストの結果の公表を取り消しました"),
    body=_l(
        "コンテスト「%(theme)s」の結果の公表を取り消しました。改めて公表するまでお待ちください。\n\n"
        "理由：\n%(reason)s\n\n%(address)s\n"
    ),
    page="/contests/{contest}",
)
LETTERS = (EXTENDED, RECUSAL_TAKEN_BACK, RESULT, UNPUBLISHED)


async def tell_extended(contest: Row, reason: str) -> None:
    """Judges hear that they have more time, and why."""
    await tell(
        await judges_of(contest["id"]),
        EXTENDED.key(contest["id"], contest["updated_at"]),
        lambda: {
            "theme": pick(contest["theme_ja"], contest["theme_en"]),
            "deadline": format_datetime(contest["judging_deadline"]),
            "reason": reason,
        },
    )


async def tell_recusal_taken_back(contest: Row, ballot: Row) -> None:
    """A judge hears that the secretariat took back their recusal."""
    await tell(
        await still_acting([ballot["judge"]], permission=Permission.JUDGE),
        RECUSAL_TAKEN_BACK.key(ballot["id"], ballot["version"]),
        lambda: {
            "theme": pick(contest["theme_ja"], contest["theme_en"]),
            "contest": contest["id"],
            "entry": ballot["entry"],
        },
    )


async def tell_published(contest: Row, content: ResultContent, published_at: datetime) -> None:
    """Every entrant hears of the result and of their own place."""
    for entry in content.entries:
        await _tell_entrant(contest, entry, RESULT, published_at)


async def tell_unpublished(contest: Row, content: ResultContent, reason: str, at: datetime) -> None:
    """Every entrant hears that the result was taken back, and why."""
    for entry in content.entries:
        await _tell_entrant(contest, entry, UNPUBLISHED, at, reason)


async def _tell_entrant(
    contest: Row, entry: FrozenEntry, letter: Letter, at: datetime, reason: str = ""
) -> None:
    await tell(
        await members_of(entry.organisation_id),
        letter.key(entry.entry_id, at.isoformat()),
        lambda: {
            "theme": pick(contest["theme_ja"], contest["theme_en"]),
            "solution": pick(entry.title_ja, entry.title_en),
            "outcome": _outcome(entry),
            "reason": reason,
            "contest": contest["id"],
        },
    )


def _outcome(entry: FrozenEntry) -> str:
    if entry.place == 1:
        return _("この提案が1位に選ばれました。")
    if entry.place is not None:
        return _("順位：%(place)s位", place=entry.place)
    return _("ご応募ありがとうございました。")
