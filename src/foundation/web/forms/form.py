"""The base of all forms."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Self, TypeVar
from uuid import UUID

import wtforms

from foundation.errors import DomainError, Invalid
from foundation.i18n import gettext as _
from foundation.ids import new_id
from foundation.web.forms.data import FormData

_VERSION = re.compile(r"[0-9]{1,9}")


class Form(wtforms.Form):
    """Base of all forms.

    Every form knows the id of the record it will make (`id`) or the version of the one it
    changes (`version`), so that a double click makes one record and a stale page overwrites none.
    """

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

    def with_ids(self, prefix: str) -> Self:
        """The form with ids of its own, for a page that shows several with the same fields."""
        for field in self:
            field.id = f"{prefix}-{field.name}"
        return self

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
        text = self.version.data or ""
        return int(text) if _VERSION.fullmatch(text) else 0

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
