"""The forms of acts. Those with fields of their own build on these."""

from foundation.i18n import lazy as _l
from foundation.text import LONGEST_REASON
from foundation.web.forms import Form, TextAreaField


class ActForm(Form):
    """An act that only says which version was seen."""


class ReasonForm(ActForm):
    """An act that says why."""

    reason = TextAreaField(_l("理由"), required=True, max_length=LONGEST_REASON, rows=4)


class OptionalReasonForm(ReasonForm):
    """An act that may say why."""

    reason = TextAreaField(_l("理由"), max_length=LONGEST_REASON, rows=4)
