"""What a startup is told by mail about its registration, each reader in their own language."""

from typing import Any
from uuid import UUID

from foundation.database import require_transaction
from foundation.i18n import gettext as _
from foundation.i18n import path, using_language
from foundation.identity.accounts.queries import emails_of_members
from foundation.mail import queue_mail
from foundation.settings import current
from matching.startups.states import Act


async def tell_decision(startup: dict[str, Any], act: Act) -> None:
    """Mail everybody who acts for the startup what the secretariat decided."""
    require_transaction()
    for email, language in await emails_of_members(startup["id"]):
        with using_language(language):
            subject, body = _words(startup, act)
        key = f"startup_{act.value}:{startup['id']}:{startup['version']}:{email}"
        await queue_mail(email, subject, body, key, language)


async def tell_number_asked(startup_id: UUID, account_id: UUID, asking: str) -> bool:
    """Mail everybody who acts for a startup that an account wanted to register its number.

    Args:
        asking: the account's address; its name is not told, as anybody can write anything there.

    Returns:
        Whether they did not know yet.
    """
    require_transaction()
    told = False
    for email, language in await emails_of_members(startup_id):
        with using_language(language):
            subject = _("御社の法人番号で登録しようとした人がいます")
            body = _(
                "%(asking)s のアカウントが、御社の法人番号で会社を登録しようとしました。登録はされていません。\n\n"
                "同じ会社の人なら、次のページから招待してください。\n%(address)s\n\n"
                "心当たりがないときは、何もする必要はありません。御社の情報は伝えていません。\n",
                asking=asking,
                address=current().base_url + path("/colleagues"),
            )
        key = f"startup_number_asked:{startup_id}:{account_id}:{email}"
        told = await queue_mail(email, subject, body, key, language) or told
    return told


def _words(startup: dict[str, Any], act: Act) -> tuple[str, str]:
    values = {
        "name": startup["name_ja"],
        "reason": startup["state_reason"] or "",
        "address": current().base_url + path("/startups/mine"),
    }
    if act is Act.CONFIRM:
        return _("会社の登録を確認しました"), _(
            "%(name)s ご担当者 様\n\n会社の登録を確認しました。解決策を公開できます。\n\n%(address)s\n",
            **values,
        )
    if act is Act.RETURN:
        return _("会社の登録を差し戻しました"), _(
            "%(name)s ご担当者 様\n\n会社の登録を差し戻しました。直して保存すると、もう一度確認に進みます。\n\n"
            "理由：\n%(reason)s\n\n%(address)s\n",
            **values,
        )
    if act is Act.SUSPEND:
        return _("会社の公開を停止しました"), _(
            "%(name)s ご担当者 様\n\n会社と解決策の公開を停止しました。\n\n理由：\n%(reason)s\n\n%(address)s\n",
            **values,
        )
    return _("会社の公開を再開しました"), _(
        "%(name)s ご担当者 様\n\n会社と解決策の公開を再開しました。\n\n理由：\n%(reason)s\n\n%(address)s\n",
        **values,
    )
