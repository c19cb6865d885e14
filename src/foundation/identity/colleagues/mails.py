"""What people are told by mail when a role is offered to them, ends or moves."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.roles import role_label
from foundation.database import fetch_one
from foundation.i18n import format_date, pick
from foundation.i18n import lazy as _l
from foundation.identity.accounts.readers import people
from foundation.mail import Letter, tell

INVITATION = Letter(
    kind="identity:invitation",
    about=_l("組織への招待"),
    subject=_l("%(organisation)sへの招待"),
    body=_l(
        "%(inviter)sさんから、%(product)sで「%(organisation)s」の%(role)sとして働くよう招待されました。"
        "次のページで参加を決めてください。リンクは14日間使えます。\n\n%(address)s\n\n"
        "心当たりがないときは、このメールを消してください。\n"
    ),
    page="/invitation?token={token}",
    confidential=True,
    urgent=True,
)
CLOSED = Letter(
    kind="identity:organisation-closed",
    about=_l("組織を廃止した知らせ"),
    subject=_l("%(organisation)sは廃止されました"),
    body=_l(
        "%(name)s 様\n\n「%(organisation)s」は%(day)sに廃止され、そこでの役割は終わりました。"
        "仕事が引き継がれるかどうか、次の役割については、運営事務局かシステム管理に問い合わせてください。\n\n%(address)s\n"
    ),
)
MERGED = Letter(
    kind="identity:organisation-merged",
    about=_l("組織を統合した知らせ"),
    subject=_l("%(organisation)sは%(into)sになりました"),
    body=_l(
        "%(name)s 様\n\n「%(organisation)s」は%(day)sに「%(into)s」に統合されました。"
        "役割と進行中の仕事は「%(into)s」に移り、これまでと同じアカウントで続けられます。\n\n%(address)s\n"
    ),
)
ROLE_ENDED = Letter(
    kind="identity:role-ended",
    about=_l("役割が終わった知らせ"),
    subject=_l("役割が終わりました"),
    body=_l(
        "%(name)s 様\n\n「%(organisation)s」の役割は%(day)sに終わりました。"
        "心当たりがないときは、運営事務局かシステム管理に問い合わせてください。\n\n%(address)s\n"
    ),
)
LETTERS = (INVITATION, CLOSED, MERGED, ROLE_ENDED)


async def tell_closed(organisation_id: UUID, accounts: Collection[UUID]) -> None:
    """Tell people that their organisation is closed, and their roles with it."""
    old = await _organisation(organisation_id)
    await tell(
        await people(accounts),
        CLOSED.key(organisation_id),
        lambda: {"organisation": pick(old["name"], old["name_en"]), "day": _today()},
    )


async def tell_merged(organisation_id: UUID, into_id: UUID, accounts: Collection[UUID]) -> None:
    """Tell people what their organisation is part of now, and that their roles go on there."""
    old, new = await _organisation(organisation_id), await _organisation(into_id)
    await tell(
        await people(accounts),
        MERGED.key(organisation_id),
        lambda: {
            "organisation": pick(old["name"], old["name_en"]),
            "into": pick(new["name"], new["name_en"]),
            "day": _today(),
        },
    )


async def tell_role_ended(membership_id: UUID) -> None:
    """Tell a person that somebody ended one of their roles."""
    row = await fetch_one(
        "SELECT m.account, m.role, o.name, o.name_en FROM membership m "
        "LEFT JOIN organisation o ON o.id = m.organisation WHERE m.id = $1",
        membership_id,
    )
    assert row is not None

    def words() -> dict[str, str]:
        place = pick(row["name"], row["name_en"]) if row["name"] else ""
        role = " ".join(filter(None, (place, role_label(row["role"]))))
        return {"organisation": role, "day": _today()}

    await tell(await people([row["account"]]), ROLE_ENDED.key(membership_id), words)


async def _organisation(organisation_id: UUID) -> dict[str, Any]:
    row = await fetch_one("SELECT name, name_en FROM organisation WHERE id = $1", organisation_id)
    assert row is not None
    return row


def _today() -> str:
    return format_date(clock.today())
