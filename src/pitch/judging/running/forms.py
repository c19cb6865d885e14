"""Forms of the secretariat while a contest is being judged."""

from foundation.i18n import lazy as _l
from foundation.text import LONGEST_REASON
from foundation.web.forms import (
    DateTimeField,
    Form,
    TextAreaField,
)


class ExtensionForm(Form):
    """Moving the judging deadline."""

    deadline = DateTimeField(_l("新しい審査の締切"), required=True)
    reason = TextAreaField(_l("延ばす理由"), required=True, max_length=LONGEST_REASON, rows=3)
