"""Why a mail did not go out, in the operator's language."""

from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l

_REASONS = {
    "recipient is no mail address": _l("あて先がメールアドレスではありません"),
    "recipient refused": _l("相手のサーバーが、あて先を受け付けません"),
    "content refused": _l("相手のサーバーが、内容を受け付けません"),
    "sender is no mail address": _l("差出人（KS_MAIL_FROM）がメールアドレスではありません"),
    "file not written": _l("メールの置き場所に書けません"),
    "its job ended without a result": _l("送る仕事が途中で終わりました"),
    "SMTPAuthenticationError": _l("メールサーバーにログインできません（KS_SMTP_URL）"),
    "SMTPConnect": _l("メールサーバーに届きません"),
    "SMTPServerDisconnected": _l("メールサーバーに届きません"),
}


def reason_words(error: str) -> str:
    """What the reason means, with the reason itself for whoever looks it up."""
    known = next((words for start, words in _REASONS.items() if error.startswith(start)), None)
    return _("%(words)s（%(error)s）", words=known, error=error) if known else error
