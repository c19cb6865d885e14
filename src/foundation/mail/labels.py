"""What a mail is about and why it did not go out, in the operator's language."""

from collections.abc import Mapping

import aiosmtplib

from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.mail.sending.reasons import Reason

REASONS = {
    Reason.NO_RECIPIENT: _l("あて先がメールアドレスではありません"),
    Reason.RECIPIENT_REFUSED: _l("相手のサーバーが、あて先を受け付けません"),
    Reason.CONTENT_REFUSED: _l("相手のサーバーが、内容を受け付けません"),
    Reason.NO_SENDER: _l("差出人（KS_MAIL_FROM）がメールアドレスではありません"),
    Reason.NOT_WRITTEN: _l("メールの置き場所に書けません"),
    Reason.JOB_LOST: _l("送る仕事が途中で終わりました"),
}
_AWAY = _l("メールサーバーに届きません")
# Kept by their names.
ERRORS = {
    aiosmtplib.SMTPAuthenticationError: _l("メールサーバーにログインできません（KS_SMTP_URL）"),
    aiosmtplib.SMTPConnectError: _AWAY,
    aiosmtplib.SMTPConnectTimeoutError: _AWAY,
    aiosmtplib.SMTPConnectResponseError: _AWAY,
    aiosmtplib.SMTPServerDisconnected: _AWAY,
}
_WORDS = [(str(reason), words) for reason, words in REASONS.items()] + [
    (error.__name__, words) for error, words in ERRORS.items()
]


def reason_words(error: str) -> str:
    """What the reason means, with the reason itself for whoever looks it up."""
    known = next((words for start, words in _WORDS if error.startswith(start)), None)
    return _("%(words)s（%(error)s）", words=known, error=error) if known else error


_kinds: dict[str, object] = {}


def set_mail_words(words: Mapping[str, object]) -> None:
    """Say what mails are about, by the words of their keys (`queries.kind_of`); called at composition."""
    _kinds.clear()
    _kinds.update(words)


def kind_words(kind: str) -> str:
    """What a mail of a kind is about."""
    return str(_kinds.get(kind) or _("そのほかの知らせ"))
