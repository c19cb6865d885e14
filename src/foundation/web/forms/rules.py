"""What fields check, each with its message in the reader's language."""

from collections.abc import Iterable
from typing import Any, ClassVar

import wtforms
from wtforms.validators import StopValidation, ValidationError

from foundation.i18n import format_number
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.text import too_long

Label = Any
"""A text, or a lazy one, which wtforms' stubs do not know."""


class Required:
    """Something must be written or chosen."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: Label | None = None) -> None:
        self._message = message or _l("書いてください。")

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if field.errors:
            raise StopValidation()
        if field.data is None or field.data == "" or field.data == []:
            raise StopValidation(str(self._message))


class Optional:
    """Nothing written is fine, and checks nothing further."""

    field_flags: ClassVar[dict[str, bool]] = {"optional": True}

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if field.errors:
            raise StopValidation()
        if field.data is None or field.data == "" or field.data == []:
            raise StopValidation()


class Length:
    """At most so many characters; what is over is counted, never cut."""

    def __init__(self, maximum: int) -> None:
        self.maximum = maximum
        self.field_flags = {"maxlength": maximum}

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        length = len(field.data or "")
        if length > self.maximum:
            raise ValidationError(too_long(length, self.maximum))


class Between:
    """A number within bounds."""

    def __init__(self, minimum: int | None, maximum: int | None) -> None:
        self._minimum, self._maximum = minimum, maximum

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if self._minimum is not None and field.data < self._minimum:
            raise ValidationError(
                _("%(min)s以上にしてください。", min=format_number(self._minimum))
            )
        if self._maximum is not None and field.data > self._maximum:
            raise ValidationError(
                _("%(max)s以下にしてください。", max=format_number(self._maximum))
            )


def rules(required: bool, extra: Iterable[Any] = (), message: Label | None = None) -> list[Any]:
    """The validators of a field: required or optional first, then what is special to it."""
    return [Required(message) if required else Optional(), *extra]
