"""What the certified firm is told by mail, each reader in their own language."""

from datetime import date
from typing import Any

from foundation.database import fetch_one, require_transaction
from foundation.i18n import format_date, path, pick, using_language
from foundation.i18n import gettext as _
from foundation.identity.accounts.queries import emails_of_members
from foundation.mail import queue_mail
from foundation.settings import current
from procurement.certification.states import Act


async def tell_firm(
    certification: dict[str, Any], act: Act, reason: str, until: date | None
) -> None:
    """Mail everybody who acts for the firm what became of its certification.

    Args:
        certification: its row after the act.
        act: publish, suspend, resume or revoke.
        until: last day of a suspension, where one is set.
    """
    require_transaction()
    bureau = await fetch_one(
        "SELECT name, name_en FROM organisation WHERE id = $1", certification["organisation"]
    )
    assert bureau is not None
    for email, language in await emails_of_members(certification["startup"]):
        with using_language(language):
            name = pick(bureau["name"], bureau["name_en"])
            subject, body = _words(certification, act, name, reason, until)
        key = f"certification_{act.value}:{certification['id']}:{certification['version']}:{email}"
        await queue_mail(email, subject, body, key, language)


def _words(
    certification: dict[str, Any], act: Act, bureau: str, reason: str, until: date | None
) -> tuple[str, str]:
    values = {
        "name": certification["firm_name"],
        "title": pick(certification["title_ja"], certification["title_en"]),
        "number": certification["decision_number"],
        "bureau": bureau,
        "start": format_date(certification["term_start"]),
        "end": format_date(certification["term_end"]),
        "reason": reason,
        "until": format_date(until) if until else _("再開を知らせるまで"),
        "address": current().base_url + path(f"/certified/{certification['id']}"),
    }
    if act is Act.PUBLISH:
        return _("認定を公表しました（%(number)s）", **values), _(
            "%(name)s ご担当者 様\n\n%(bureau)sは「%(title)s」を認定し、公表しました。\n\n"
            "認定番号：%(number)s\n期間：%(start)sから%(end)sまで\n\n%(address)s\n",
            **values,
        )
    if act is Act.SUSPEND:
        return _("認定を停止しました（%(number)s）", **values), _(
            "%(name)s ご担当者 様\n\n%(bureau)sは「%(title)s」の認定を停止しました。\n\n"
            "停止の終わり：%(until)s\n理由：\n%(reason)s\n\n%(address)s\n",
            **values,
        )
    if act is Act.RESUME:
        return _("認定を再開しました（%(number)s）", **values), _(
            "%(name)s ご担当者 様\n\n%(bureau)sは「%(title)s」の認定を再開しました。\n\n"
            "理由：\n%(reason)s\n\n%(address)s\n",
            **values,
        )
    return _("認定を取り消しました（%(number)s）", **values), _(
        "%(name)s ご担当者 様\n\n%(bureau)sは「%(title)s」の認定を取り消しました。\n\n"
        "理由：\n%(reason)s\n\n%(address)s\n",
        **values,
    )
