"""Words of fields and states in the reader's language."""

from foundation.acts import ActWords, StateWords
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from matching.startups.states import Act, StartupState

FIELD_LABELS = {
    "corporate_number": _l("法人番号"),
    "name_ja": _l("会社の名前"),
    "name_kana": _l("会社の名前（カナ）"),
    "name_en": _l("会社の名前（英語）"),
    "postal_code": _l("郵便番号"),
    "address_ja": _l("所在地"),
    "address_en": _l("所在地（英語）"),
    "founded_on": _l("設立日"),
    "website": _l("ウェブサイト"),
    "summary_ja": _l("会社の紹介"),
    "summary_en": _l("会社の紹介（英語）"),
    "contact_email": _l("連絡先のメールアドレス"),
}

_HINT = _l("会社の人にメールで伝わります。どこをどう直せばよいかを書きます。")


def field_label(name: str) -> str:
    """Name of a profile field; `confirmed`, the day of confirmation, is none of the profile."""
    return str(FIELD_LABELS.get(name) or _("確認日"))


STATES = {
    StartupState.REGISTERED: StateWords("waiting", _l("確認待ち"), "half"),
    StartupState.RETURNED: StateWords("warning", _l("差戻し"), "triangle"),
    StartupState.CONFIRMED: StateWords("done", _l("確認済み"), "check"),
    StartupState.SUSPENDED: StateWords("overdue", _l("公開停止"), "square"),
}
ACTS: dict[Act, ActWords] = {
    Act.CONFIRM: ActWords(
        label=_l("確認して公開する"),
        event=_l("会社を確認しました。会社の人にメールで知らせます"),
    ),
    Act.RETURN: ActWords(
        label=_l("差し戻す"),
        event=_l("差し戻しました。会社の人にメールで知らせます"),
        hint=_HINT,
    ),
    Act.SUSPEND: ActWords(
        label=_l("公開を停止する"),
        event=_l("公開を停止しました。会社の人にメールで知らせます"),
        hint=_HINT,
        danger=True,
    ),
    Act.REINSTATE: ActWords(
        label=_l("公開を再開する"),
        event=_l("公開を再開しました。会社の人にメールで知らせます"),
        hint=_HINT,
    ),
}


def postal_code(code: str | None) -> str:
    """A postal code as it is written: 〒163-8001."""
    return f"〒{code[:3]}-{code[3:]}" if code else ""
