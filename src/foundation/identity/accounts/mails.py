"""Mails about an account: urgent, as their readers wait for them or must know at once."""

from uuid import UUID

from foundation.addresses import full_address
from foundation.i18n import lazy as _l
from foundation.i18n import using_language
from foundation.ids import new_id
from foundation.mail import Letter, Reader, tell

CONFIRMATION = Letter(
    kind="identity:confirmation",
    about=_l("メールアドレスの確認"),
    subject=_l("メールアドレスを確かめてください"),
    body=_l(
        "%(name)s 様\n\n"
        "%(product)sに登録いただきました。次のページを開き、登録したときのパスワードを入れると、"
        "登録が終わります。リンクは3日間使えます。\n\n%(address)s\n\n"
        "心当たりがないときは、このメールを消してください。何も起こりません。\n"
    ),
    page="/confirm-email?token={token}",
    confidential=True,
    urgent=True,
)
ALREADY_REGISTERED = Letter(
    kind="identity:already-registered",
    about=_l("登録ずみの知らせ"),
    subject=_l("このメールアドレスは登録ずみです"),
    body=_l(
        "%(name)s 様\n\n"
        "このメールアドレスで%(product)sへの新しい登録が申し込まれましたが、アカウントはすでにあります。\n"
        "ログインする：%(address)s\n"
        "パスワードを忘れたとき：%(forgot)s\n\n"
        "心当たりがないときは、何もする必要はありません。\n"
    ),
    page="/login",
    urgent=True,
)
PASSWORD_RESET = Letter(
    kind="identity:password-reset",
    about=_l("パスワードの決め直し"),
    subject=_l("パスワードを決め直す"),
    body=_l(
        "%(name)s 様\n\n"
        "次のページで新しいパスワードを決めてください。リンクは1時間、1回だけ使えます。\n\n%(address)s\n\n"
        "心当たりがないときは、このメールを消してください。今のパスワードのままです。\n"
    ),
    page="/password/reset?token={token}",
    confidential=True,
    urgent=True,
)
FIRST_PASSWORD = Letter(
    kind="identity:first-password",
    about=_l("アカウントの最初のパスワード"),
    subject=_l("アカウントができました"),
    body=_l(
        "%(name)s 様\n\n"
        "%(product)sのアカウントができました。次のページでパスワードを決めると、ログインできます。"
        "リンクは7日間、1回だけ使えます。\n\n%(address)s\n"
    ),
    page="/password/reset?token={token}",
    confidential=True,
    urgent=True,
)
PASSWORD_CHANGED = Letter(
    kind="identity:password-changed",
    about=_l("パスワードが変わった知らせ"),
    subject=_l("パスワードが変わりました"),
    body=_l(
        "%(name)s 様\n\n"
        "%(product)sのパスワードが変わりました。ほかの端末ではログアウトしています。\n"
        "心当たりがないときは、すぐにパスワードを決め直してください：%(address)s\n"
    ),
    page="/password/forgot",
    urgent=True,
)
LETTERS = (CONFIRMATION, ALREADY_REGISTERED, PASSWORD_RESET, FIRST_PASSWORD, PASSWORD_CHANGED)


async def send(letter: Letter, account_id: UUID, holder: Reader, secret: str = "") -> None:
    """Mail the holder of an account; each time anew, as each mail answers one act of a person.

    Args:
        secret: of the link that the letter holds, if it holds one.
    """
    await tell(
        [holder],
        letter.key(account_id, new_id()),
        lambda: {"token": secret, "forgot": full_address("/password/forgot")},
    )


def link_in(letter: Letter, holder: Reader, secret: str) -> str:
    """The link that the letter holds, for whoever hands it over otherwise."""
    with using_language(holder.language):
        return full_address(letter.page.format(token=secret))
