"""Mails of the identity area, each in its reader's language."""

from urllib.parse import urlencode
from uuid import UUID

from foundation.i18n import gettext as _
from foundation.i18n import path, using_language
from foundation.ids import new_id
from foundation.mail import queue_mail
from foundation.settings import current


def address_of(target: str, **query: str) -> str:
    """Full address of a page in the reader's language."""
    return f"{current().base_url}{path(target)}?{urlencode(query)}"


async def _send(
    to: str, subject: str, body: str, language: str, about: str, *, confidential: bool = False
) -> None:
    # Each of these mails answers one act of a person, so each has a key of its own.
    key = f"identity:{about}:{new_id()}"
    await queue_mail(to, subject, body, key, language, confidential=confidential, urgent=True)


async def send_confirmation(to: str, name: str, secret: str, language: str) -> None:
    """Ask for the proof that an address is the person's."""
    with using_language(language):
        subject = _("メールアドレスを確かめてください")
        body = _(
            "%(name)s 様\n\n"
            "%(product)sに登録いただきました。次のページを開き、登録したときのパスワードを入れると、"
            "登録が終わります。リンクは3日間使えます。\n\n%(link)s\n\n"
            "心当たりがないときは、このメールを消してください。何も起こりません。\n",
            name=name,
            product=current().product_name,
            link=address_of("/confirm-email", token=secret),
        )
    await _send(to, subject, body, language, "confirmation", confidential=True)


async def send_already_registered(to: str, name: str, language: str) -> None:
    """Tell an account's owner that somebody tried to sign up with the address."""
    with using_language(language):
        subject = _("このメールアドレスは登録ずみです")
        body = _(
            "%(name)s 様\n\n"
            "このメールアドレスで%(product)sへの新しい登録が申し込まれましたが、アカウントはすでにあります。\n"
            "ログインする：%(login)s\n"
            "パスワードを忘れたとき：%(forgot)s\n\n"
            "心当たりがないときは、何もする必要はありません。\n",
            name=name,
            product=current().product_name,
            login=current().base_url + path("/login"),
            forgot=current().base_url + path("/password/forgot"),
        )
    await _send(to, subject, body, language, "already-registered")


async def send_password_reset(to: str, name: str, secret: str, language: str) -> None:
    """Mail the link for a new password."""
    with using_language(language):
        subject = _("パスワードを決め直す")
        body = _(
            "%(name)s 様\n\n"
            "次のページで新しいパスワードを決めてください。リンクは1時間、1回だけ使えます。\n\n%(link)s\n\n"
            "心当たりがないときは、このメールを消してください。今のパスワードのままです。\n",
            name=name,
            link=address_of("/password/reset", token=secret),
        )
    await _send(to, subject, body, language, "password-reset", confidential=True)


async def send_first_password(to: str, name: str, secret: str, language: str) -> None:
    """Mail the link by which the holder of a new account sets the first password."""
    with using_language(language):
        subject = _("アカウントができました")
        body = _(
            "%(name)s 様\n\n"
            "%(product)sのアカウントができました。次のページでパスワードを決めると、ログインできます。"
            "リンクは7日間、1回だけ使えます。\n\n%(link)s\n",
            name=name,
            product=current().product_name,
            link=address_of("/password/reset", token=secret),
        )
    await _send(to, subject, body, language, "first-password", confidential=True)


async def send_password_changed(to: str, name: str, language: str) -> None:
    """Tell the owner that the password was changed."""
    with using_language(language):
        subject = _("パスワードが変わりました")
        body = _(
            "%(name)s 様\n\n"
            "%(product)sのパスワードが変わりました。ほかの端末ではログアウトしています。\n"
            "心当たりがないときは、すぐにパスワードを決め直してください：%(forgot)s\n",
            name=name,
            product=current().product_name,
            forgot=current().base_url + path("/password/forgot"),
        )
    await _send(to, subject, body, language, "password-changed")


async def send_invitation(
    to: str,
    *,
    inviter: str,
    organisation: str,
    role: str,
    secret: str,
    language: str,
    invitation_id: UUID,
) -> None:
    """Invite a colleague to join an organisation."""
    with using_language(language):
        subject = _("%(organisation)sへの招待", organisation=organisation)
        body = _(
            "%(inviter)sさんから、%(product)sで「%(organisation)s」の%(role)sとして働くよう招待されました。"
            "次のページで参加を決めてください。リンクは14日間使えます。\n\n%(link)s\n\n"
            "心当たりがないときは、このメールを消してください。\n",
            inviter=inviter,
            product=current().product_name,
            organisation=organisation,
            role=role,
            link=address_of("/invitation", token=secret),
        )
    key = f"identity:invitation:{invitation_id}"
    await queue_mail(to, subject, body, key, language, confidential=True, urgent=True)
