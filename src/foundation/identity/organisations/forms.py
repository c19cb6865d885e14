"""Forms about organisations."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import Field

from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.identity.organisations.contents import Contents, Line
from foundation.identity.organisations.holdings import Holding
from foundation.identity.organisations.reorganising import Fate
from foundation.identity.tables import ORGANISATION_NAME_LENGTH
from foundation.text import LONGEST_REASON
from foundation.web.forms import ChoiceField, DateField, Form, HiddenField, TextAreaField, TextField


class NamesForm(Form):
    """How an organisation is called."""

    name = TextField(
        _l("名前"), required=True, max_length=ORGANISATION_NAME_LENGTH, hint=_l("例）都市整備局")
    )
    name_en = TextField(
        _l("名前（英語）"),
        max_length=ORGANISATION_NAME_LENGTH,
        hint=_l("英語のページに出ます。例）Bureau of Urban Development"),
    )
    unit = TextField(
        _l("部署"),
        max_length=ORGANISATION_NAME_LENGTH,
        hint=_l("局の中の部や課を一つの組織とするときだけ書きます。"),
    )


class OrganisationForm(NamesForm):
    """An operator making an organisation."""

    makes = "organisation"

    kind = ChoiceField(_l("種類"), required=True)


class RenameForm(NamesForm):
    """An operator giving an organisation another name, from a day on."""

    day = DateField(
        _l("新しい名前になる日"),
        required=True,
        hint=_l("先の日にすると、その日に変わります。例）2027年4月1日"),
    )
    reason = TextAreaField(
        _l("理由"), max_length=LONGEST_REASON, rows=3, hint=_l("例）組織改正による")
    )


class ReorganisingForm(Form):
    """An operator ending an organisation. `seen` is what the preview showed; empty before it."""

    seen = HiddenField()
    successor = ChoiceField(_l("引き継ぐ組織"), as_select=True)
    reason = TextAreaField(
        _l("理由"),
        required=True,
        max_length=LONGEST_REASON,
        rows=3,
        hint=_l("例）2027年4月1日の組織改正による"),
    )


class MergeForm(ReorganisingForm):
    """An operator merging an organisation into another."""

    successor = ChoiceField(_l("統合先の組織"), as_select=True, required=True)


class CloseForm(ReorganisingForm):
    """An operator closing an organisation; `close_form` adds a field for each kind of open work."""

    contents: Contents

    @property
    def fate_fields(self) -> list[tuple[Line, Field]]:
        """Each kind of open work with the field that asks what becomes of it."""
        return [(line, self[line.holding.key]) for line in self.contents.open_lines]

    @property
    def fates(self) -> dict[str, Fate]:
        """What was chosen, by kind of open work."""
        return {
            line.holding.key: Fate(field.data) for line, field in self.fate_fields if field.data
        }

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check every field, and that there is somebody to take over what is handed over."""
        valid = super().validate(extra_validators)
        if Fate.HAND_OVER in self.fates.values() and not self.successor.data:
            self.successor.errors = [*self.successor.errors, _("引き継ぐ組織を選んでください。")]
            return False
        return valid


def close_form(contents: Contents) -> type[CloseForm]:
    """The form that closes an organisation with these contents."""
    fields: dict[str, Any] = {
        line.holding.key: ChoiceField(
            _("%(kind)s（%(count)s件）", kind=line.holding.label, count=line.count),
            fate_choices(line.holding),
            required=True,
        )
        for line in contents.open_lines
    }
    return type("CloseForm", (CloseForm,), {**fields, "contents": contents})


def fate_choices(holding: Holding) -> list[tuple[str, object]]:
    """What can become of a kind of open work."""
    choices: list[tuple[str, object]] = [(Fate.HAND_OVER.value, _l("引き継ぐ"))]
    if holding.ending is not None:
        choices.append((Fate.END.value, holding.ending.label))
    return choices
