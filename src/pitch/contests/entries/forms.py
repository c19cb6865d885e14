"""Forms of entries."""

from foundation.i18n import lazy as _l
from foundation.text import LONGEST_REASON
from foundation.web.forms import ChoiceField, Form, TextAreaField
from pitch.contests.entries.commands import LONGEST_MESSAGE


class EntryForm(Form):
    """Entering with a registered solution."""

    makes = "entry"

    solution_id = ChoiceField(
        _l("応募する解決策"), required=True, hint=_l("登録した内容がそのまま応募の内容になります。")
    )
    message_ja = TextAreaField(
        _l("審査員へのひとこと"),
        max_length=LONGEST_MESSAGE,
        hint=_l("この課題にどう役立つかを書きます。"),
    )
    message_en = TextAreaField(_l("審査員へのひとこと（英語）"), max_length=LONGEST_MESSAGE * 3)


class WithdrawForm(Form):
    """Taking an entry back."""

    reason = TextAreaField(_l("取り下げの理由"), max_length=LONGEST_REASON, rows=3)
