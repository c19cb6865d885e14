"""Rows of the same small form."""

from collections.abc import Iterator
from typing import Any

import wtforms

from foundation.text import whole_number
from foundation.web.forms.data import FormData
from foundation.web.forms.form import Form
from foundation.web.forms.rules import Label


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

    def _extract_indices(self, prefix: str, formdata: FormData) -> Iterator[int]:
        # WTForms takes every digit of Unicode for one that `int` reads, and counts of any length.
        for name in formdata:
            if name.startswith(prefix + "-"):
                index = whole_number(name[len(prefix) + 1 :].partition("-")[0])
                if index is not None:
                    yield index


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
    index = whole_number(number)
    if isinstance(field, RowsField) and index is not None and index < len(field.entries):
        del field.entries[index]
    return bool(removed)
