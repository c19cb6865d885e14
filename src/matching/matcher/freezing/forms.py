"""Forms of the shortlist's page."""

from foundation.i18n import lazy as _l
from foundation.text import LONGEST_REASON
from foundation.web.forms import Form, HiddenField, TextAreaField
from matching.matcher.commands.shortlist import NOTE_LENGTH


class NoteForm(Form):
    """The note beside one candidate."""

    solution = HiddenField()
    note = TextAreaField(_l("メモ"), max_length=NOTE_LENGTH, rows=3)


class FreezeForm(Form):
    """Freezing the list that is shown; `seen` says which one that was."""

    makes = "frozen_shortlist"

    seen = HiddenField()


class AnnulForm(Form):
    """Why a frozen list no longer holds."""

    reason = TextAreaField(
        _l("理由"),
        required=True,
        max_length=LONGEST_REASON,
        rows=3,
        hint=_l("確定した内容は消えません。理由とともに残ります。"),
    )
