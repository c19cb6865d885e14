"""Forms of HTML pages: WTForms with this site's fields, wording and way of keeping what was typed.

Handlers read the request with `read_form`, build the form with `from_request`, and on a failed
`validate()` show the page again with status 422: every value typed is still in it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

import wtforms
from litestar import Request
from litestar.datastructures import UploadFile
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import StopValidation, ValidationError

from foundation import clock
from foundation.errors import DomainError, Invalid
from foundation.i18n import format_number
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.ids import new_id

Label = Any
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
LONGEST_TEXT = 20_000


class FormData:
    """What a browser sent, as WTForms reads it.

    Attributes:
        file_fields: names of text fields that a file was sent for.
    """

    def __init__(
        self, values: Mapping[str, Sequence[str]], file_fields: Iterable[str] = ()
    ) -> None:
        self._values = {name: list(items) for name, items in values.items()}
        self.file_fields = frozenset(file_fields)

    def getlist(self, name: str) -> list[str]:
        """All values of a name."""
        return self._values.get(name, [])

    def get(self, name: str, default: str = "") -> str:
        """The first value of a name."""
        values = self._values.get(name)
        return values[0] if values else default

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Any:
        return iter(self._values)

    def __len__(self) -> int:
        # An empty submission is still one: WTForms would take the defaults for it.
        return max(1, len(self._values))


async def read_form(request: Request[Any, Any, Any]) -> FormData:
    """The submitted form; control and bidirectional override characters are left out."""
    sent = await request.form()
    values: dict[str, list[str]] = {}
    files: list[str] = []
    for name, value in sent.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                files.append(name)
        elif isinstance(value, str):
            values.setdefault(name, []).append(_clean(value))
    return FormData(values, files)


def _clean(text: str) -> str:
    return _CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def half_width(text: str) -> str:
    """Digits, letters and signs in their plain forms (NFKC), for fields that are not prose."""
    return unicodedata.normalize("NFKC", text).strip()


class Form(wtforms.Form):
    """Base of all forms.

    Every form knows the id of the record it will make (`id`) or the version of the one it
    changes (`version`), so that a double click makes one record and a stale page overwrites none.
    """

    id = wtforms.HiddenField()
    version = wtforms.HiddenField()
    titles: ClassVar[Mapping[str, Label]] = {}

    @classmethod
    def from_request(cls, data: FormData, **kwargs: Any) -> Self:
        """The form with what was submitted."""
        form = cls(data, **kwargs)
        form._file_fields = data.file_fields
        return form

    @classmethod
    def blank(cls, **values: Any) -> Self:
        """A form to begin with; `values` are field values, a new record id is made."""
        values.setdefault("id", str(new_id()))
        return cls(data=values)

    _file_fields: frozenset[str] = frozenset()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check every field; errors stand at the fields."""
        valid = super().validate(extra_validators)
        for name in self._file_fields:
            field = self._fields.get(name)
            if field is not None:
                field.errors = [_("ファイルではなく、文字で書いてください。")]
                valid = False
        return valid

    @property
    def record_id(self) -> UUID:
        """The id of the record to make; a missing or broken one is replaced."""
        try:
            return UUID(self.id.data or "")
        except ValueError:
            return new_id()

    @property
    def seen_version(self) -> int:
        """The version the reader had before them; 0 matches none."""
        try:
            return int(self.version.data or "0")
        except ValueError:
            return 0

    def add_errors(self, error: DomainError) -> None:
        """Put a refusal of the command where the reader will look for it."""
        if not isinstance(error, Invalid):
            self.form_errors.append(error.message)
            return
        for name, message in error.errors.items():
            field = self._fields.get(name)
            if field is None:
                self.form_errors.append(message)
            else:
                field.errors = [*field.errors, message]

    @property
    def has_errors(self) -> bool:
        """Whether anything is to be put right."""
        return bool(self.errors)


F = TypeVar("F", bound=Form)


def form_errors(form: F, error: DomainError) -> F:
    """The form with a command's refusal in place."""
    form.add_errors(error)
    return form


class _Required:
    """Something must be written or chosen."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: Label | None = None) -> None:
        self._message = message or _l("書いてください。")

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if field.errors:
            raise StopValidation()
        if field.data is None or field.data == "" or field.data == []:
            raise StopValidation(str(self._message))


class _Optional:
    """Nothing written is fine, and checks nothing further."""

    field_flags: ClassVar[dict[str, bool]] = {"optional": True}

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if field.errors:
            raise StopValidation()
        if field.data is None or field.data == "" or field.data == []:
            raise StopValidation()


class _Length:
    """At most so many characters; what is over is counted, never cut."""

    def __init__(self, maximum: int) -> None:
        self.maximum = maximum
        self.field_flags = {"maxlength": maximum}

    def __call__(self, form: wtforms.Form, field: wtforms.Field) -> None:
        length = len(field.data or "")
        if length > self.maximum:
            raise ValidationError(
                _(
                    "%(max)s字以内にしてください（今は%(length)s字で、%(over)s字多い）。",
                    max=format_number(self.maximum),
                    length=format_number(length),
                    over=format_number(length - self.maximum),
                )
            )


class _Between:
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


class ChoicesMissing(ValueError):
    """A choice field was shown without choices."""


def _rules(required: bool, extra: Iterable[Any], message: Label | None = None) -> list[Any]:
    return [_Required(message) if required else _Optional(), *extra]


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
        rules = _rules(required, [_Length(max_length), *validators])
        super().__init__(label, rules, description=hint, **kwargs)
        self.max_length = max_length
        self.autocomplete = autocomplete
        self.width = width

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = valuelist[0].strip()


class TextAreaField(TextField):
    """Several lines of text, with a counter."""

    multiline = True

    def __init__(
        self, label: Label, *, max_length: int = 2000, rows: int = 6, **kwargs: Any
    ) -> None:
        super().__init__(label, max_length=max_length, **kwargs)
        self.rows = rows


class EmailField(TextField):
    """An e-mail address."""

    input_type = "email"
    _shape = re.compile(r"[^@\s<>\"(),:;\\]+@[^@\s<>\"(),:;\\]+\.[^@\s.]+")

    def __init__(self, label: Label, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("autocomplete", "email")
        super().__init__(label, validators=[self._check], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = half_width(valuelist[0])

    @classmethod
    def _check(cls, form: wtforms.Form, field: wtforms.Field) -> None:
        if not cls._shape.fullmatch(field.data):
            raise ValidationError(_("メールアドレスの形で書いてください。例）name@example.jp"))


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
        rules = _rules(True, [_Length(200), *validators])
        super().__init__(label, rules, description=hint, **kwargs)
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


class IntegerField(wtforms.Field):
    """A whole number; full-width digits and commas are understood.

    `unit` stands outside the control.
    """

    input_mode = "numeric"

    def __init__(
        self,
        label: Label,
        *,
        required: bool = False,
        minimum: int | None = 0,
        maximum: int | None = 2_000_000_000,
        hint: Label = "",
        unit: Label = "",
        **kwargs: Any,
    ) -> None:
        rules = _rules(required, [_Between(minimum, maximum)])
        super().__init__(label, rules, description=hint, **kwargs)
        self.unit = unit
        self.text = ""

    def process_data(self, value: Any) -> None:
        self.data = value
        self.text = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.text = valuelist[0].strip() if valuelist else ""
        plain = re.sub(r"[,\s、]", "", half_width(self.text))
        if not plain:
            self.data = None
            return
        try:
            self.data = int(plain.replace("−", "-"))
        except ValueError:
            self.data = None
            raise ValueError(self._message()) from None

    def _message(self) -> str:
        return _("数字だけで書いてください。例）120")

    def _value(self) -> str:
        return self.text


class MoneyField(IntegerField):
    """An amount in yen, tax included."""

    def __init__(self, label: Label, **kwargs: Any) -> None:
        kwargs.setdefault("unit", _l("円"))
        kwargs.setdefault("maximum", 1_000_000_000_000)
        super().__init__(label, **kwargs)

    def _message(self) -> str:
        return _("「約」と「万」を除き、数字だけで書いてください。例）1980000")


class NumberField(IntegerField):
    """A number that may have decimals (measured values)."""

    input_mode = "decimal"

    def __init__(self, label: Label, **kwargs: Any) -> None:
        kwargs.setdefault("minimum", None)
        super().__init__(label, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.text = valuelist[0].strip() if valuelist else ""
        plain = re.sub(r"[,\s]", "", half_width(self.text)).replace("−", "-")
        if not plain:
            self.data = None
            return
        if not re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", plain):
            self.data = None
            raise ValueError(_("数字だけで書いてください。例）12.5"))
        self.data = float(plain)


Choices = Callable[[], Sequence[tuple[str, Label]]] | Sequence[tuple[str, Label]]


def _as_choices(choices: Choices) -> Any:
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
        rules = _rules(required, [], _l("一つ選んでください。"))
        super().__init__(
            label,
            rules,
            choices=_as_choices(choices),
            description=hint,
            validate_choice=False,
            **kwargs,
        )
        self.as_select = as_select

    def offer(self, choices: Choices) -> None:
        """Set what can be chosen, where that depends on the reader."""
        self.choices = _as_choices(choices)

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
        rules = _rules(required, [], _l("一つ以上選んでください。"))
        super().__init__(
            label,
            rules,
            choices=_as_choices(choices),
            description=hint,
            validate_choice=False,
            **kwargs,
        )

    def offer(self, choices: Choices) -> None:
        """Set what can be chosen, where that depends on the reader."""
        self.choices = _as_choices(choices)

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
        rules = [_Required(_l("確かめて、印を付けてください。"))] if required else [_Optional()]
        super().__init__(label, rules, description=hint, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if not self.data and self.flags.required:
            self.data = None  # type: ignore[assignment]


class DateField(wtforms.Field):
    """A day in three inputs 年 月 日, named `name-year`, `name-month`, `name-day`.

    An ISO date under the plain name is read too.
    """

    three_inputs = True

    def __init__(
        self, label: Label, *, required: bool = False, hint: Label = "", **kwargs: Any
    ) -> None:
        validators = kwargs.pop("validators", ())
        super().__init__(label, _rules(required, validators), description=hint, **kwargs)
        self.year = self.month = self.day = ""

    def process(
        self, formdata: Any, data: Any = wtforms.utils.unset_value, extra_filters: Any = None
    ) -> None:
        super().process(formdata, data, extra_filters)
        if formdata is not None and f"{self.name}-year" in formdata:
            self.year, self.month, self.day = (
                (formdata.getlist(f"{self.name}-{part}") or [""])[0].strip()
                for part in ("year", "month", "day")
            )
            self._read([self.year, self.month, self.day])

    def process_data(self, value: Any) -> None:
        self.data = value
        if value is not None:
            self.year, self.month, self.day = str(value.year), str(value.month), str(value.day)

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            parts = re.split(r"[-/年月日]", half_width(valuelist[0]))
            self.year, self.month, self.day = ([*parts, "", "", ""])[:3]
            self._read([self.year, self.month, self.day])

    def _read(self, parts: list[str]) -> None:
        self.data = None
        plain = [half_width(part) for part in parts]
        if not any(plain):
            return
        try:
            self.data = date(*(int(part) for part in plain))
        except ValueError:
            self.process_errors = [_("西暦の年月日を数字で書いてください。例）2026年12月11日")]


class DateTimeField(DateField):
    """A day and a time of day in Tokyo; the time is named `name-time` (HH:MM)."""

    with_time = True

    def __init__(self, label: Label, *, default_time: str = "17:00", **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.time_text = default_time

    def process(
        self, formdata: Any, data: Any = wtforms.utils.unset_value, extra_filters: Any = None
    ) -> None:
        if formdata is not None and f"{self.name}-time" in formdata:
            self.time_text = formdata.getlist(f"{self.name}-time")[0].strip()
        super().process(formdata, data, extra_filters)

    def process_data(self, value: Any) -> None:
        if value is None:
            super().process_data(None)
            return
        local = value.astimezone(clock.TOKYO)
        super().process_data(local.date())
        self.data = value
        self.time_text = f"{local:%H:%M}"

    def _read(self, parts: list[str]) -> None:
        super()._read(parts)
        if self.data is None:
            return
        found = re.fullmatch(r"(\d{1,2})[:時](\d{2})分?", half_width(self.time_text))
        try:
            if not found:
                raise ValueError
            at = time(int(found[1]), int(found[2]))
        except ValueError:
            self.data = None
            self.process_errors = [_("時刻を24時間の形で書いてください。例）17:00")]
            return
        self.data = datetime.combine(self.data, at, clock.TOKYO)


class RowsField(wtforms.FieldList):  # type: ignore[type-arg]
    """Rows of the same small form (criteria, indicators, experts).

    Submit buttons named `_add` (value: the field's name) and `_remove` (value: `<name>-<index>`)
    change the rows; `rows_changed` does it.
    """

    rows = True

    def __init__(
        self,
        form_class: type[wtforms.Form],
        label: Label,
        *,
        minimum: int = 1,
        maximum: int = 20,
        hint: Label = "",
        row_label: Label = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(
            wtforms.FormField(form_class),
            label,
            min_entries=minimum,
            max_entries=maximum,
            description=hint,
            **kwargs,
        )
        self.row_label = row_label


HiddenField = wtforms.HiddenField


def rows_changed(form: Form, data: FormData) -> bool:
    """Add or remove a row where the reader asked for it; True when the page is to be shown again."""
    added, removed = data.get("_add"), data.get("_remove")
    if added:
        field = form._fields.get(added)
        if isinstance(field, RowsField) and len(field.entries) < (field.max_entries or 0):
            field.append_entry()
        return True
    name, _dash, number = removed.rpartition("-")
    field = form._fields.get(name)
    if isinstance(field, RowsField) and number.isdigit() and int(number) < len(field.entries):
        del field.entries[int(number)]
    return bool(removed)
