"""What entrants and judges are told by mail about a contest, each in their own language."""

from typing import Any

from foundation.database import fetch, require_transaction
from foundation.i18n import format_datetime, path, pick, using_language
from foundation.i18n import gettext as _
from foundation.identity.accounts.queries import emails_of_members, still_acting
from foundation.mail import queue_mail
from foundation.settings import current
from pitch.contests.states import Act

Row = dict[str, Any]
STILL_JUDGE = still_acting("m.role = 'judge'")
"""SQL: the account `a` is a judge to this day; who was one is told nothing more."""


async def confirm_entry(contest: Row, entry: Row) -> None:
    """The entry has arrived."""
    for email, language in await emails_of_members(entry["organisation"]):
        with using_language(language):
            subject = _("応募を受け付けました")
            body = _(
                "コンテスト「%(theme)s」への応募を受け付けました。\n\n"
                "解決策：%(solution)s\n締切：%(deadline)s\n\n%(address)s\n",
                **_values(contest, entry),
            )
        await queue_mail(email, subject, body, _key("entered", entry, email), language)


async def confirm_withdrawal(contest: Row, entry: Row) -> None:
    """The entry is withdrawn."""
    for email, language in await emails_of_members(entry["organisation"]):
        with using_language(language):
            subject = _("応募を取り下げました")
            body = _(
                "コンテスト「%(theme)s」への応募を取り下げました。\n\n"
                "解決策：%(solution)s\n締切：%(deadline)s\n\n%(address)s\n",
                **_values(contest, entry),
            )
        await queue_mail(email, subject, body, _key("withdrawn", entry, email), language)


async def tell_of_act(contest: Row, act: Act, reason: str) -> None:
    """Judges hear that judging began; entrants, that a contest was cancelled or is open again."""
    require_transaction()
    if act is Act.START_JUDGING:
        await _tell_judges(contest)
    if act in (Act.CANCEL, Act.REOPEN_ENTRIES):
        await _tell_entrants(contest, act, reason)


async def _tell_judges(contest: Row) -> None:
    judges = await fetch(
        "SELECT a.email, a.language FROM contest_judge j JOIN account a ON a.id = j.account "
        f"WHERE j.contest = $1 AND j.removed_at IS NULL AND {STILL_JUDGE}",
        contest["id"],
    )
    for judge in judges:
        with using_language(judge["language"]):
            subject = _("審査をお願いします")
            body = _(
                "コンテスト「%(theme)s」の審査が始まりました。%(deadline)sまでに採点してください。\n\n"
                "%(address)s\n",
                theme=pick(contest["theme_ja"], contest["theme_en"]),
                deadline=format_datetime(contest["judging_deadline"]),
                address=current().base_url + path("/judging"),
            )
        key = f"judging_started:{contest['id']}:{contest['judging_started_at']}:{judge['email']}"
        await queue_mail(judge["email"], subject, body, key, judge["language"])


async def _tell_entrants(contest: Row, act: Act, reason: str) -> None:
    entries = await fetch(
        "SELECT * FROM entry WHERE contest = $1 AND state = 'submitted' ORDER BY id", contest["id"]
    )
    for entry in entries:
        for email, language in await emails_of_members(entry["organisation"]):
            with using_language(language):
                values = {**_values(contest, entry), "reason": reason}
                if act is Act.CANCEL:
                    subject = _("コンテストを中止しました")
                    body = _(
                        "コンテスト「%(theme)s」を中止しました。\n\n理由：\n%(reason)s\n\n%(address)s\n",
                        **values,
                    )
                else:
                    subject = _("応募の締切を延ばしました")
                    body = _(
                        "コンテスト「%(theme)s」の応募の締切を%(deadline)sに延ばしました。"
                        "応募はそのまま受け付けています。\n\n理由：\n%(reason)s\n\n%(address)s\n",
                        **values,
                    )
            key = f"contest_{act.value}:{entry['id']}:{contest['updated_at']}:{email}"
            await queue_mail(email, subject, body, key, language)


def _values(contest: Row, entry: Row) -> dict[str, Any]:
    solution = entry["snapshot"]["content"]
    return {
        "theme": pick(contest["theme_ja"], contest["theme_en"]),
        "solution": pick(solution["title_ja"], solution["title_en"]),
        "deadline": format_datetime(contest["entry_deadline"]),
        "address": current().base_url + path(f"/entries/{entry['id']}"),
    }


def _key(what: str, entry: Row, email: str) -> str:
    return f"entry_{what}:{entry['id']}:{email}"
