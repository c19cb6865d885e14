"""What the certified firm is told by mail."""

from datetime import date
from typing import Any

from foundation.database import fetch_one
from foundation.i18n import format_date, pick
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.identity.accounts.readers import members_of
from foundation.mail import Letter, tell
from procurement.certification.states import Act

_PAGE = "/certified/{id}"
OF_ACT = {
    Act.PUBLISH: Letter(
        kind="certification_publish",
        about=_l("認定を公表した知らせ"),
        subject=_l("認定を公表しました（%(number)s）"),
        body=_l(
            "%(name)s ご担当者 様\n\n%(bureau)sは「%(title)s」を認定し、公表しました。\n\n"
            "認定番号：%(number)s\n期間：%(start)sから%(end)sまで\n\n%(address)s\n"
        ),
        page=_PAGE,
    ),
    Act.SUSPEND: Letter(
        kind="certification_suspend",
        about=_l("認定を停止した知らせ"),
        subject=_l("認定を停止しました（%(number)s）"),
        body=_l(
            "%(name)s ご担当者 様\n\n%(bureau)sは「%(title)s」の認定を停止しました。\n\n"
            "停止の終わり：%(until)s\n理由：\n%(reason)s\n\n%(address)s\n"
        ),
        page=_PAGE,
    ),
    Act.RESUME: Letter(
        kind="certification_resume",
        about=_l("認定を再開した知らせ"),
        subject=_l("認定を再開しました（%(number)s）"),
        body=_l(
            "%(name)s ご担当者 様\n\n%(bureau)sは「%(title)s」の認定を再開しました。\n\n"
            "理由：\n%(reason)s\n\n%(address)s\n"
        ),
        page=_PAGE,
    ),
    Act.REVOKE: Letter(
        kind="certification_revoke",
        about=_l("認定を取り消した知らせ"),
        subject=_l("認定を取り消しました（%(number)s）"),
        body=_l(
            "%(name)s ご担当者 様\n\n%(bureau)sは「%(title)s」の認定を取り消しました。\n\n"
            "理由：\n%(reason)s\n\n%(address)s\n"
        ),
        page=_PAGE,
    ),
}
LETTERS = tuple(OF_ACT.values())


async def tell_firm(
    certification: dict[str, Any], act: Act, reason: str, until: date | None
) -> None:
    """Mail everybody who acts for the firm what became of its certification.

    Args:
        certification: its row after the act.
        act: publish, suspend, resume or revoke.
        until: last day of a suspension, where one is set.
    """
    bureau = await fetch_one(
        "SELECT name, name_en FROM organisation WHERE id = $1", certification["organisation"]
    )
    assert bureau is not None
    await tell(
        await members_of(certification["startup"]),
        OF_ACT[act].key(certification["id"], certification["version"]),
        lambda: {
            "name": certification["firm_name"],
            "title": pick(certification["title_ja"], certification["title_en"]),
            "number": certification["decision_number"],
            "bureau": pick(bureau["name"], bureau["name_en"]),
            "start": format_date(certification["term_start"]),
            "end": format_date(certification["term_end"]),
            "reason": reason,
            "until": format_date(until) if until else _("再開を知らせるまで"),
        },
    )
