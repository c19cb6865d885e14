"""What mails are about, by the words of their keys, as operators read of those that failed."""

from foundation.i18n import lazy as _l

MAIL_WORDS: dict[str, object] = {
    "identity:first-password": _l("アカウントの最初のパスワード"),
    "identity:confirmation": _l("メールアドレスの確認"),
    "identity:already-registered": _l("登録ずみの知らせ"),
    "identity:password-reset": _l("パスワードの決め直し"),
    "identity:password-changed": _l("パスワードが変わった知らせ"),
    "identity:invitation": _l("組織への招待"),
    "identity:role-ended": _l("役割が終わった知らせ"),
    "identity:organisation-closed": _l("組織を廃止した知らせ"),
    "identity:organisation-merged": _l("組織を統合した知らせ"),
    "alert": _l("新着の知らせ"),
}
