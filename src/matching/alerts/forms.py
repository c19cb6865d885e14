"""Forms about alerts."""

from foundation.i18n import lazy as _l
from foundation.web.forms import BooleanField, ChoiceField, Form, TextField
from matching.alerts.kinds import FREQUENCY_LABELS, KIND_LABELS, Frequency, Kind
from matching.alerts.tables import NAME_LENGTH

_FREQUENCIES = [(one.value, label) for one, label in FREQUENCY_LABELS.items()]


class ChoicesForm(Form):
    """Which kinds one wants."""

    challenge_fits = BooleanField(KIND_LABELS[Kind.CHALLENGE_FITS])
    solution_fits = BooleanField(KIND_LABELS[Kind.SOLUTION_FITS])
    saved_search = BooleanField(KIND_LABELS[Kind.SAVED_SEARCH])


class NewSearchForm(Form):
    """A search to keep."""

    makes = "saved_search"

    query = TextField(
        _l("探す言葉"),
        required=True,
        max_length=500,
        hint=_l("例）介助 認定:あり。探すページで条件を選び、そこから保存することもできます。"),
    )
    frequency = ChoiceField(
        _l("知らせる回数"), choices=_FREQUENCIES[:2], required=True, default=Frequency.DAILY.value
    )


class SearchForm(Form):
    """Name and frequency of a kept search."""

    name = TextField(_l("名前"), required=True, max_length=NAME_LENGTH)
    frequency = ChoiceField(_l("知らせる回数"), choices=_FREQUENCIES, required=True)
