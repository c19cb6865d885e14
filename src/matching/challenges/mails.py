"""What the owner of a challenge is told by mail, in their own language."""

from typing import Any
from uuid import UUID

from foundation.database import fetch_one, require_transaction
from foundation.i18n import gettext as _
from foundation.i18n import path, pick, using_language
from foundation.identity.accounts.queries import still_acting
from foundation.mail import queue_mail
from foundation.settings import current


async def tell_published(challenge: dict[str, Any]) -> None:
    """The secretariat has published it."""
    await _tell(challenge, "published")


async def tell_returned(challenge: dict[str, Any]) -> None:
    """The secretariat has returned it with a reason."""
    await _tell(challenge, "returned")


async def _tell(challenge: dict[str, Any], what: str) -> None:
    require_transaction()
    owner = await _owner(
        challenge["submitted_by"] or challenge["created_by"], challenge["organisation"]
    )
    if owner is None:
        return
    with using_language(owner["language"]):
        values = {
            "name": owner["name"],
            "title": pick(challenge["title_ja"], challenge["title_en"]),
            "number": challenge["number"],
            "reason": challenge["returned_reason"],
            "address": current().base_url + path(f"/challenges/{challenge['id']}"),
        }
        if what == "published":
            subject = _("課題を公開しました（%(number)s）", **values)
            body = _(
                "%(name)s 様\n\n課題「%(title)s」（%(number)s）を公開しました。\n\n%(address)s\n",
                **values,
            )
        else:
            subject = _("課題を差し戻しました")
            body = _(
                "%(name)s 様\n\n課題「%(title)s」を差し戻しました。直して、もう一度提出してください。\n\n"
                "理由：\n%(reason)s\n\n%(address)s\n",
                **values,
            )
    key = f"challenge_{what}:{challenge['id']}:{challenge['version']}"
    await queue_mail(owner["email"], subject, body, key, owner["language"])


async def _owner(account_id: UUID | None, organisation_id: UUID) -> dict[str, Any] | None:
    # Whoever has left the bureau learns nothing more of its work.
    return await fetch_one(
        "SELECT a.email, a.name, a.language FROM account a "
        f"WHERE a.id = $1 AND {still_acting('m.organisation = $2')}",
        account_id,
        organisation_id,
    )
