"""Forms of HTML pages: WTForms with this site's fields, wording and way of keeping what was typed.

Handlers read the request with `read_form`, build the form with `from_request`, and `attempt` what it
asks for; where that is `Refused` they show the page again: every value typed is still in it.
"""

from wtforms import HiddenField

from foundation.web.forms.choices import BooleanField, ChoiceField, MultiChoiceField
from foundation.web.forms.data import FormData, half_width, read_form
from foundation.web.forms.dates import DateField, DateTimeField, day_of
from foundation.web.forms.form import Form, Refused, attempt, form_errors
from foundation.web.forms.issued import issue
from foundation.web.forms.numbers import IntegerField, MoneyField, NumberField
from foundation.web.forms.rows import RowsField, rows_changed
from foundation.web.forms.text import (
    EmailField,
    PasswordField,
    TextAreaField,
    TextField,
    URLField,
)

__all__ = [
    "BooleanField",
    "ChoiceField",
    "DateField",
    "DateTimeField",
    "EmailField",
    "Form",
    "FormData",
    "HiddenField",
    "IntegerField",
    "MoneyField",
    "MultiChoiceField",
    "NumberField",
    "PasswordField",
    "Refused",
    "RowsField",
    "TextAreaField",
    "TextField",
    "URLField",
    "attempt",
    "day_of",
    "form_errors",
    "half_width",
    "issue",
    "read_form",
    "rows_changed",
]
