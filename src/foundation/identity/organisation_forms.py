"""Forms about organisations."""

from foundation.i18n import lazy as _l
from foundation.identity.tables import ORGANISATION_NAME_LENGTH
from foundation.web.forms import ChoiceField, DateField, Form, TextAreaField, TextField

REASON_LENGTH = 1000


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
        _l("理由"), max_length=REASON_LENGTH, rows=3, hint=_l("例）組織改正による")
    )
