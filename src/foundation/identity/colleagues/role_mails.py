"""What people are told by mail when a role of theirs ends or moves, each in their own language."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.roles import role_label
from foundation.database import fetch, fetch_one, require_transaction
from foundation.i18n import format_date, path, pick, using_language
from foundation.i18n import gettext as _
from foundation.mail import queue_mail
from foundation.settings import current


async def tell_closed(organisation_id: UUID, accounts: Iterable[UUID]) -> None:
    """Tell people that their organisation is closed, and their roles with it."""
    old = await _organisation(organisation_id)
    for person in await _people(accounts):
        with using_language(person["language"]):
            name = pick(old["name"], old["name_en"])
            subject = _("%(organisation)sは廃止されました", organisation=name)
            body = _(
                "%(name)s 様\n\n「%(organisation)s」は%(day)sに廃止され、そこでの役割は終わりました。"
                "仕事が引き継がれるかどうか、次の役割については、運営事務局かシステム管理に問い合わせてください。\n\n%(home)s\n",
                **_values(person, name),
            )
        key = f"identity:organisation-closed:{organisation_id}:{person['id']}"
        await queue_mail(person["email"], subject, body, key, person["language"])


async def tell_merged(organisation_id: UUID, into_id: UUID, accounts: Iterable[UUID]) -> None:
    """Tell people what their organisation is part of now, and that their roles go on there."""
    old, new = await _organisation(organisation_id), await _organisation(into_id)
    for person in await _people(accounts):
        with using_language(person["language"]):
            name, into = pick(old["name"], old["name_en"]), pick(new["name"], new["name_en"])
            subject = _("%(organisation)sは%(into)sになりました", organisation=name, into=into)
            body = _(
                "%(name)s 様\n\n「%(organisation)s」は%(day)sに「%(into)s」に統合されました。"
                "役割と進行中の仕事は「%(into)s」に移り、これまでと同じアカウントで続けられます。\n\n%(home)s\n",
                into=into,
                **_values(person, name),
            )
        key = f"identity:organisation-merged:{organisation_id}:{person['id']}"
        await queue_mail(person["email"], subject, body, key, person["language"])


async def tell_role_ended(membership_id: UUID) -> None:
    """Tell a person that somebody ended one of their roles."""
    row = await fetch_one(
        "SELECT m.account, m.role, o.name, o.name_en FROM membership m "
        "LEFT JOIN organisation o ON o.id = m.organisation WHERE m.id = $1",
        membership_id,
    )
    assert row is not None
    for person in await _people([row["account"]]):
        with using_language(person["language"]):
            place = pick(row["name"], row["name_en"]) if row["name"] else ""
            role = " ".join(filter(None, (place, role_label(row["role"]))))
            subject = _("役割が終わりました")
            body = _(
                "%(name)s 様\n\n「%(organisation)s」の役割は%(day)sに終わりました。"
                "心当たりがないときは、運営事務局かシステム管理に問い合わせてください。\n\n%(home)s\n",
                **_values(person, role),
            )
        key = f"identity:role-ended:{membership_id}"
        await queue_mail(person["email"], subject, body, key, person["language"])


async def _people(accounts: Iterable[UUID]) -> list[dict[str, Any]]:
    require_transaction()
    return await fetch(
        "SELECT id, email, name, language FROM account WHERE id = ANY($1) AND state = 'active' "
        "ORDER BY id",
        list(accounts),
    )


async def _organisation(organisation_id: UUID) -> dict[str, Any]:
    row = await fetch_one("SELECT name, name_en FROM organisation WHERE id = $1", organisation_id)
    assert row is not None
    return row


def _values(person: dict[str, Any], organisation: str) -> dict[str, str]:
    return {
        "name": person["name"],
        "organisation": organisation,
        "day": format_date(clock.today()),
        "home": current().base_url + path("/"),
    }
