"""Forms of ballots: HTML form in, command arguments out."""

from collections.abc import Sequence
from typing import Any

from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.i18n import pick
from foundation.text import LONGEST_REASON
from foundation.web.forms import (
    ChoiceField,
    Form,
    TextAreaField,
)
from pitch.contests.rubric import SCALE, CriterionView
from pitch.judging.ballots.content import (
    LONGEST_COMMENT,
    LONGEST_FEEDBACK,
    BallotContent,
    comment_field,
    score_field,
)

_STEPS = [(str(step), str(step)) for step in range(1, SCALE + 1)]


class BallotForm(Form):
    """A ballot; the fields of each criterion are added by `ballot_form`."""

    def content(self, criteria: Sequence[CriterionView]) -> BallotContent:
        """What was written; only after `validate()`."""
        scores = {one.id: self[score_field(one)].data for one in criteria}
        comments = {one.id: self[comment_field(one)].data for one in criteria}
        return BallotContent(
            scores={key: int(value) for key, value in scores.items() if value},
            comments={key: text for key, text in comments.items() if text},
            feedback=self["feedback"].data or None,
        )


def ballot_form(criteria: Sequence[CriterionView]) -> type[BallotForm]:
    """The form class for a rubric: a score and a comment per criterion, and feedback."""
    fields: dict[str, Any] = {}
    for criterion in criteria:
        name = pick(criterion.name_ja, criterion.name_en)
        fields[score_field(criterion)] = ChoiceField(name, _STEPS)
        fields[comment_field(criterion)] = TextAreaField(
            _("「%(name)s」のひとこと", name=name), max_length=LONGEST_COMMENT, rows=3
        )
    fields["feedback"] = TextAreaField(
        _l("応募者へ伝えたいこと"),
        max_length=LONGEST_FEEDBACK,
        rows=4,
        hint=_l("結果を公表するときに、事務局が確かめてから、名前を付けずに応募者に渡します。"),
    )
    return type("BallotForm", (BallotForm,), fields)


def ballot_values(
    content: BallotContent, criteria: Sequence[CriterionView], version: int
) -> dict[str, Any]:
    """Field values that show a ballot as it stands."""
    values: dict[str, Any] = {"version": version, "feedback": content.feedback}
    for criterion in criteria:
        score = content.scores.get(criterion.id)
        values[score_field(criterion)] = None if score is None else str(score)
        values[comment_field(criterion)] = content.comments.get(criterion.id)
    return values


class RecusalForm(Form):
    """Stepping aside from an entry."""

    reason = TextAreaField(
        _l("回避する理由"),
        required=True,
        max_length=LONGEST_REASON,
        rows=4,
        hint=_l("例）応募した企業の顧問をしている。理由は運営事務局だけが読みます。"),
    )
