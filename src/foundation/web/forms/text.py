"""Fields of text."""

import re
from collections.abc import Sequence
from typing import Any

import wtforms
from wtforms.validators import ValidationError

from foundation.email_address import address_problem
from foundation.i18n import gettext as _
from foundation.text import clean, one_line
from foundation.web.forms.data import half_width
from foundation.web.forms.rules import Label, Length, rules


class TextField(wtforms.StringField):
    """One line of text."""

    def __init__(
        self,
        label: Label,
        *,
        required: bool = False,
        max_length: int = 200,
        hint: Label = "",
        validators: Sequence[Any] = (),
        autocomplete: str = "",
        width: str = "",
        **kwargs: Any,
    ) -> None:
        checks = rules(required, [Length(max_length), *validators])
        super().__init__(label, checks, description=hint, **kwargs)
        self.max_length = max_length
        self.autocomplete = autocomplete
        self.width = width

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = self._stored(valuelist[0])

    @staticmethod
    def _stored(text: str) -> str:
        return one_line(text)


class TextAreaField(TextField):
    """Several lines of text, with a counter."""

    multiline = True

    def __init__(
        self, label: Label, *, max_length: int = 2000, rows: int = 6, **kwargs: Any
    ) -> None:
        super().__init__(label, max_length=max_length, **kwargs)
        self.rows = rows

    @staticmethod
    def _stored(text: str) -> str:
        return clean(text)


class EmailField(TextField):
    """An e-mail address.

    Args:
        known: it signs in an account that is there already, whatever is asked of new addresses.
    """

    input_type = "email"

    def __init__(self, label: Label, *, known: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("autocomplete", "email")
        super().__init__(label, validators=[] if known else [self._check], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = half_width(valuelist[0])

    @staticmethod
    def _check(form: wtforms.Form, field: wtforms.Field) -> None:
        if problem := address_problem(field.data):
            raise ValidationError(problem)


class PasswordField(wtforms.PasswordField):
    """A password; never given back."""

    input_type = "password"

    def __init__(
        self,
        label: Label,
        *,
        hint: Label = "",
        autocomplete: str = "current-password",
        validators: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        checks = rules(True, [Length(200), *validators])
        super().__init__(label, checks, description=hint, **kwargs)
        self.autocomplete = autocomplete


class URLField(TextField):
    """A web address."""

    input_type = "url"

    def __init__(self, label: Label, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 300)
        super().__init__(label, validators=[self._check], **kwargs)

    @staticmethod
    def _check(form: wtforms.Form, field: wtforms.Field) -> None:
        if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", field.data):
            raise ValidationError(_("https:// から始まる住所を書いてください。"))
