"""The base of all forms."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

import wtforms

from foundation.access.actor import Actor
from foundation.errors import (
    Conflict,
    DomainError,
    Invalid,
    NotAuthenticated,
    NotFound,
    NotPermitted,
)
from foundation.i18n import gettext as _
from foundation.text import whole_number
from foundation.web.forms.data import FormData
from foundation.web.forms.issued import issue, issued_id


class Form(wtforms.Form):
    """Base of all forms.

    Every form knows the id of the record it will make (`id`, issued by the server: `for_new`,
    `making`) or the version of the one it changes (`version`), so that a double click makes one
    record and a stale page overwrites none.
    """

    makes: ClassVar[str]
    """The kind of record that it makes, of forms that make one."""

    id = wtforms.HiddenField()
    version = wtforms.HiddenField()

    @classmethod
    def from_request(cls, data: FormData, **kwargs: Any) -> Self:
        """The form with what was submitted."""
        form = cls(data, **kwargs)
        form._file_fields = data.file_fields
        return form

    @classmethod
    def blank(cls, **values: Any) -> Self:
        """A form to begin with; `values` are field values."""
        return cls(data=values)

    @classmethod
    def for_new(cls, actor: Actor, **values: Any) -> Self:
        """A form to begin with, with the id of the record it `makes`; `values` are field values."""
        return cls.blank(id=issue(actor, cls.makes), **values)

    @classmethod
    def making(cls, actor: Actor, data: FormData) -> Self:
        """The form with what was submitted to make a record.

        Where the server did not issue its id to this account for what it `makes`, it does not
        validate; it holds a fresh id and all that was typed, and can be sent again.
        """
        form = cls.from_request(data)
        form.issued = issued_id(actor, cls.makes, form.id.data or "")
        form._unusable = form.issued is None
        if form._unusable:
            form.id.data = issue(actor, cls.makes)
        return form

    issued: UUID | None = None
    """Id of the record to make, where the server issued it to this account for this."""
    _unusable = False
    _file_fields: frozenset[str] = frozenset()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check every field; errors stand at the fields."""
        valid = super().validate(extra_validators)
        for name in self._file_fields:
            field = self._fields.get(name)
            if field is not None:
                field.errors = [_("ファイルではなく、文字で書いてください。")]
                valid = False
        if self._unusable:
            self.form_errors.append(unusable())
            valid = False
        return valid

    def with_ids(self, prefix: str) -> Self:
        """The form with ids of its own, for a page that shows several with the same fields."""
        for field in self:
            field.id = f"{prefix}-{field.name}"
        return self

    @property
    def record_id(self) -> UUID:
        """The id of the record to make.

        Raises:
            Invalid: the server did not issue it to this account for this.
        """
        if self.issued is None:
            raise Invalid({"id": unusable()})
        return self.issued

    @property
    def seen_version(self) -> int:
        """The version the reader had before them; 0 of what was not written yet.

        Raises:
            Conflict: the form does not say it, so what its sender had read cannot be known.
        """
        number = whole_number(str(self.version.data or ""))
        if number is None:
            raise Conflict(
                _(
                    "どの内容を見て送られたものか、分かりません。ページを開き直し、今の内容を確かめてから、もう一度行ってください。"
                )
            )
        return number

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

    def named(self, error: DomainError) -> str:
        """A refusal in one text, each reason after the label of its field: for where no form is shown."""
        if not isinstance(error, Invalid):
            return error.message
        fields = self._fields
        return " ".join(
            _("%(label)s：%(text)s", label=fields[name].label.text, text=message)
            if name in fields
            else message
            for name, message in error.errors.items()
        )

    @property
    def has_errors(self) -> bool:
        """Whether anything is to be put right."""
        return bool(self.errors)


def unusable() -> str:
    """What is said of a form whose id the server did not issue to this account for this."""
    return _("この画面からは、そのまま送れませんでした。内容を確かめて、もう一度送ってください。")


F = TypeVar("F", bound=Form)
T = TypeVar("T")


def form_errors(form: F, error: DomainError) -> F:
    """The form with a command's refusal in place."""
    form.add_errors(error)
    return form


@dataclass(frozen=True)
class Refused:
    """What a form asked for was not done: it is to be shown again, with what is wrong standing in it.

    Attributes:
        error: the command's refusal; None where the form itself found what is wrong.
    """

    error: DomainError | None

    @property
    def status(self) -> int:
        """HTTP status of the page that shows it again."""
        return Invalid.status if self.error is None else self.error.status


async def attempt(form: Form, command: Callable[[], Awaitable[T]]) -> T | Refused:
    """Do what a form asks for, if it is filled in right.

    Raises:
        NotAuthenticated, NotPermitted, NotFound: of the command; no writing anew helps against these.
    """
    if not form.validate():
        return Refused(None)
    try:
        return await command()
    except (NotAuthenticated, NotPermitted, NotFound):
        raise
    except DomainError as error:
        form.add_errors(error)
        return Refused(error)
