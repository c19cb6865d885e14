"""The form of a decision: HTML form in, command argument out."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.text import LONGEST_REASON
from foundation.web.forms import (
    Form,
    FormData,
    HiddenField,
    IntegerField,
    MultiChoiceField,
    TextAreaField,
)
from pitch.judging.results.commands import LONGEST_RESULT_COMMENT, Decision
from pitch.judging.running.order import Order

PLACE = "place-"


class DecisionForm(Form):
    """A decision; the places are added by `decision_form`."""

    def decision(self, entry_ids: Sequence[UUID]) -> Decision:
        """What was decided; only after `validate()`."""
        places = {entry_id: self[place_field(entry_id)].data for entry_id in entry_ids}
        return Decision(
            places={key: place for key, place in places.items() if place is not None},
            reason=self["reason"].data or "",
            comment_ja=self["comment_ja"].data or "",
            comment_en=self["comment_en"].data or "",
            shared_feedback=[UUID(value) for value in self["feedback"].data or []],
            seen=self["seen"].data or "-",
        )


def sent_decision(data: FormData) -> Decision:
    """A decision as it was sent about a contest that is decided already, to be compared with it.

    Raises:
        ValueError: it names what is no entry or no ballot, or would not have been taken.
    """
    entry_ids = [UUID(name.removeprefix(PLACE)) for name in data if name.startswith(PLACE)]
    places: dict[str, Any] = {place_field(one): IntegerField("", minimum=1) for one in entry_ids}
    ballots = [(ballot, ballot) for ballot in data.getlist("feedback")]
    form = _decision_form(places, ballots).from_request(data)
    if not form.validate():
        raise ValueError("no decision that was taken once")
    return form.decision(entry_ids)


def place_field(entry_id: UUID) -> str:
    """Name of the field with an entry's place."""
    return f"{PLACE}{entry_id}"


def decision_form(order: Order) -> type[DecisionForm]:
    """The form class for an order: a place per entry, which feedback goes out, and what is said."""
    places = {
        place_field(one.entry.id): IntegerField(
            _("%(code)sの順位", code=one.entry.code), minimum=1, maximum=len(order.entries)
        )
        for one in order.entries
    }
    ballots = [
        (str(cast.ballot.id), f"{one.entry.code} {cast.ballot.feedback}")
        for one in order.entries
        for cast in one.ballots
        if cast.ballot.feedback
    ]
    return _decision_form(places, ballots)


def _decision_form(
    places: dict[str, Any], ballots: Sequence[tuple[str, str]]
) -> type[DecisionForm]:
    fields = dict(places)
    fields["reason"] = TextAreaField(
        _l("計算した順位と違える理由"),
        max_length=LONGEST_REASON,
        rows=3,
        hint=_l("計算した順位のままなら要りません。結果の記録に残ります。"),
    )
    fields["comment_ja"] = TextAreaField(
        _l("講評"),
        max_length=LONGEST_RESULT_COMMENT["comment_ja"],
        hint=_l("結果とともに公表します。"),
    )
    fields["comment_en"] = TextAreaField(
        _l("講評（英語）"), max_length=LONGEST_RESULT_COMMENT["comment_en"]
    )
    fields["feedback"] = MultiChoiceField(
        _l("応募者に渡す言葉"),
        ballots,
        hint=_l("選んだものだけを、審査員の名前を付けずに応募者へ渡します。"),
    )
    fields["seen"] = HiddenField()
    return type("DecisionForm", (DecisionForm,), fields)


def proposed_values(order: Order) -> dict[str, Any]:
    """Field values that propose the computed order, with all feedback kept back."""
    places = {place_field(one.entry.id): one.score.rank for one in order.entries}
    return {**places, "seen": order.seen, "feedback": []}
