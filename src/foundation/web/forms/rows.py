"""Rows of the same small form."""

from typing import Any

import wtforms

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
