"""Fields of choices."""

from collections.abc import Callable, Sequence
from typing import Any

import wtforms
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import StopValidation

from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.web.forms.rules import Label, rules

Choices = Callable[[], Sequence[tuple[str, Label]]] | Sequence[tuple[str, Label]]


def as_choices(choices: Choices) -> Any:
    if callable(choices):
        return lambda: [SelectChoice(*choice) for choice in choices()]
    return [SelectChoice(*choice) for choice in choices]


def _values_of(choices: Any) -> set[str]:
    return {choice.value for choice in choices or ()}


class ChoiceField(wtforms.RadioField):
    """One of a few, as radio buttons; `as_select=True` for many."""

    def __init__(
        self,
        label: Label,
        choices: Choices = (),
        *,
        required: bool = False,
        hint: Label = "",
        as_select: bool = False,
        **kwargs: Any,
    ) -> None:
        checks = rules(required, message=_l("一つ選んでください。"))
        super().__init__(
            label,
            checks,
            choices=as_choices(choices),
            description=hint,
            validate_choice=False,
            **kwargs,
        )
        self.as_select = as_select

    def offer(self, choices: Choices) -> None:
        """Set what can be chosen, where that depends on the reader."""
        self.choices = as_choices(choices)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist and valuelist[0] else None

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in _values_of(self.choices):
            raise StopValidation(_("一覧の中から選んでください。"))


class MultiChoiceField(wtforms.SelectMultipleField):
    """Any number of a few, as checkboxes."""

    multiple = True

    def __init__(
        self,
        label: Label,
        choices: Choices = (),
        *,
        required: bool = False,
        hint: Label = "",
        **kwargs: Any,
    ) -> None:
        checks = rules(required, message=_l("一つ以上選んでください。"))
        super().__init__(
            label,
            checks,
            choices=as_choices(choices),
            description=hint,
            validate_choice=False,
            **kwargs,
        )

    def offer(self, choices: Choices) -> None:
        """Set what can be chosen, where that depends on the reader."""
        self.choices = as_choices(choices)

    def process_data(self, value: Any) -> None:
        self.data = list(value or [])

    def pre_validate(self, form: Any) -> None:
        known = _values_of(self.choices)
        if any(value not in known for value in self.data or []):
            raise StopValidation(_("一覧の中から選んでください。"))


class BooleanField(wtforms.BooleanField):
    """One box to tick; `required` means it must be ticked."""

    def __init__(
        self, label: Label, *, required: bool = False, hint: Label = "", **kwargs: Any
    ) -> None:
        checks = rules(required, message=_l("確かめて、印を付けてください。"))
        super().__init__(label, checks, description=hint, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if not self.data and self.flags.required:
            self.data = None  # type: ignore[assignment]
