"""What a startup is told by mail about its registration."""

from typing import Any
from uuid import UUID

from foundation.i18n import lazy as _l
from foundation.identity.accounts.readers import members_of
from foundation.mail import Letter, tell
from matching.startups.states import Act

_PAGE = "/startups/mine"
OF_ACT = {
    Act.CONFIRM: Letter(
        kind="startup_confirm",
        about=_l("会社の登録を確かめた知らせ"),
        subject=_l("会社の登録を確認しました"),
        body=_l(
            "%(name)s ご担当者 様\n\n会社の登録を確認しました。解決策を公開できます。\n\n%(address)s\n"
        ),
        page=_PAGE,
    ),
    Act.RETURN: Letter(
        kind="startup_return",
        about=_l("会社の登録を差し戻した知らせ"),
        subject=_l("会社の登録を差し戻しました"),
        body=_l(
            "%(name)s ご担当者 様\n\n会社の登録を差し戻しました。直して保存すると、もう一度確認に進みます。\n\n"
            "理由：\n%(reason)s\n\n%(address)s\n"
        ),
        page=_PAGE,
    ),
    Act.SUSPEND: Letter(
        kind="startup_suspend",
        about=_l("会社を停止した知らせ"),
        subject=_l("会社の公開を停止しました"),
        body=_l(
            "%(name)s ご担当者 様\n\n会社と解決策の公開を停止しました。\n\n理由：\n%(reason)s\n\n%(address)s\n"
        ),
        page=_PAGE,
    ),
    Act.REINSTATE: Letter(
        kind="startup_reinstate",
        about=_l("会社の停止を解いた知らせ"),
        subject=_l("会社の公開を再開しました"),
        body=_l(
            "%(name)s ご担当者 様\n\n会社と解決策の公開を再開しました。\n\n理由：\n%(reason)s\n\n%(address)s\n"
        ),
        page=_PAGE,
    ),
}
NUMBER_ASKED = Letter(
    kind="startup_number_asked",
    about=_l("法人番号の問い合わせ"),
    subject=_l("御社の法人番号で登録しようとした人がいます"),
    body=_l(
        "%(asking)s のアカウントが、御社の法人番号で会社を登録しようとしました。登録はされていません。\n\n"
        "同じ会社の人なら、次のページから招待してください。\n%(address)s\n\n"
        "心当たりがないときは、何もする必要はありません。御社の情報は伝えていません。\n"
    ),
    page="/colleagues",
)
LETTERS = (*OF_ACT.values(), NUMBER_ASKED)


async def tell_decision(startup: dict[str, Any], act: Act) -> None:
    """Mail everybody who acts for the startup what the secretariat decided."""
    words = {"name": startup["name_ja"], "reason": startup["state_reason"] or ""}
    await tell(
        await members_of(startup["id"]),
        OF_ACT[act].key(startup["id"], startup["version"]),
        lambda: words,
    )


async def tell_number_asked(startup_id: UUID, account_id: UUID, asking: str) -> bool:
    """Mail everybody who acts for a startup that an account wanted to register its number.

    Args:
        asking: the account's address; its name is not told, as anybody can write anything there.

    Returns:
        Whether they did not know yet.
    """
    return await tell(
        await members_of(startup_id),
        NUMBER_ASKED.key(startup_id, account_id),
        lambda: {"asking": asking},
    )
