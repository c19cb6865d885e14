"""What judges and entrants are told by mail about judging and its result, each in their own language."""

from datetime import datetime
from typing import Any

from foundation.database import fetch, require_transaction
from foundation.i18n import format_datetime, path, pick, using_language
from foundation.i18n import gettext as _
from foundation.identity.accounts.queries import emails_of_members
from foundation.mail import queue_mail
from foundation.settings import current
from pitch.contests.mails import STILL_JUDGE
from pitch.judging.record import FrozenEntry, ResultContent

Row = dict[str, Any]


async def tell_extended(contest: Row, reason: str) -> None:
    """Judges hear that they have more time, and why."""
    require_transaction()
    judges = await fetch(
        "SELECT a.email, a.language FROM contest_judge j JOIN account a ON a.id = j.account "
        f"WHERE j.contest = $1 AND j.removed_at IS NULL AND {STILL_JUDGE} ORDER BY a.email",
        contest["id"],
    )
    for judge in judges:
        with using_language(judge["language"]):
            subject = _("審査の締切を延ばしました")
            body = _(
                "コンテスト「%(theme)s」の審査の締切を%(deadline)sに延ばしました。\n\n"
                "理由：\n%(reason)s\n\n%(address)s\n",
                theme=pick(contest["theme_ja"], contest["theme_en"]),
                deadline=format_datetime(contest["judging_deadline"]),
                reason=reason,
                address=current().base_url + path("/judging"),
            )
        key = f"judging_extended:{contest['id']}:{contest['updated_at']}:{judge['email']}"
        await queue_mail(judge["email"], subject, body, key, judge["language"])


async def tell_recusal_taken_back(ballot: Row) -> None:
    """A judge hears that the secretariat took back their recusal."""
    require_transaction()
    rows = await fetch(
        "SELECT a.email, a.language, c.theme_ja, c.theme_en FROM account a, contest c "
        f"WHERE a.id = $1 AND c.id = $2 AND {STILL_JUDGE}",
        ballot["judge"],
        ballot["contest"],
    )
    for row in rows:
        with using_language(row["language"]):
            subject = _("回避を取り消しました")
            body = _(
                "コンテスト「%(theme)s」で、運営事務局が回避を取り消しました。この応募の採点をお願いします。\n\n"
                "%(address)s\n",
                theme=pick(row["theme_ja"], row["theme_en"]),
                address=current().base_url
                + path(f"/judging/{ballot['contest']}/{ballot['entry']}"),
            )
        key = f"recusal_taken_back:{ballot['id']}:{ballot['version']}"
        await queue_mail(row["email"], subject, body, key, row["language"])


async def tell_published(contest: Row, content: ResultContent, published_at: datetime) -> None:
    """Every entrant hears of the result and of their own place."""
    require_transaction()
    for entry in content.entries:
        for email, language in await emails_of_members(entry.organisation_id):
            with using_language(language):
                subject = _("コンテストの結果を公表しました")
                body = _(
                    "コンテスト「%(theme)s」の結果を公表しました。\n\n"
                    "解決策：%(solution)s\n%(outcome)s\n\n"
                    "順位と、自社の応募の基準ごとの評点は、次のページで見られます。\n%(address)s\n",
                    theme=pick(contest["theme_ja"], contest["theme_en"]),
                    solution=pick(entry.title_ja, entry.title_en),
                    outcome=_outcome(entry),
                    address=_address(contest),
                )
            key = f"contest_result:{entry.entry_id}:{published_at.isoformat()}:{email}"
            await queue_mail(email, subject, body, key, language)


async def tell_unpublished(contest: Row, content: ResultContent, reason: str, at: datetime) -> None:
    """Every entrant hears that the result was taken back, and why."""
    require_transaction()
    for entry in content.entries:
        for email, language in await emails_of_members(entry.organisation_id):
            with using_language(language):
                subject = _("コンテストの結果の公表を取り消しました")
                body = _(
                    "コンテスト「%(theme)s」の結果の公表を取り消しました。改めて公表するまでお待ちください。\n\n"
                    "理由：\n%(reason)s\n\n%(address)s\n",
                    theme=pick(contest["theme_ja"], contest["theme_en"]),
                    reason=reason,
                    address=current().base_url + path(f"/contests/{contest['id']}"),
                )
            key = f"contest_unpublished:{entry.entry_id}:{at.isoformat()}:{email}"
            await queue_mail(email, subject, body, key, language)


def _outcome(entry: FrozenEntry) -> str:
    if entry.place == 1:
        return _("この提案が1位に選ばれました。")
    if entry.place is not None:
        return _("順位：%(place)s位", place=entry.place)
    return _("ご応募ありがとうございました。")


def _address(contest: Row) -> str:
    return current().base_url + path(f"/contests/{contest['id']}/result")
