"""What a judge writes on a ballot: the one value behind the form, the API and the table."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from foundation.i18n import gettext as _
from foundation.i18n import pick
from foundation.text import clean, stored, too_long
from pitch.contests.rubric import SCALE, CriterionView

LONGEST_COMMENT = 1000
LONGEST_FEEDBACK = 1000
ENDS = (1, SCALE)
"""The ends of the scale are given with their reason."""


class BallotContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Scores and words of one judge on one entry.

    Attributes:
        scores: step of the scale by criterion; a missing one is not scored yet.
        comments: what the judge says on a criterion; needed for the ends of the scale.
        feedback: what the judge would like to tell the entrant (応募者へ伝えたいこと).
    """

    scores: dict[UUID, int] = {}
    comments: dict[UUID, str] = {}
    feedback: str | None = None


def tidy(content: BallotContent) -> BallotContent:
    """Without empty texts, white space around them and control characters."""
    comments = {key: text for key, said in content.comments.items() if (text := clean(said))}
    return BallotContent(
        scores=dict(content.scores),
        comments=comments,
        feedback=stored(content.feedback, several_lines=True),
    )


def score_field(criterion: CriterionView) -> str:
    """Name of a criterion's score in forms and in error messages by field."""
    return f"score-{criterion.id}"


def comment_field(criterion: CriterionView) -> str:
    """Name of a criterion's comment in forms and in error messages by field."""
    return f"comment-{criterion.id}"


def content_errors(
    content: BallotContent, criteria: Sequence[CriterionView], *, complete: bool
) -> dict[str, str]:
    """What the content breaks, as message per field; empty if nothing.

    Args:
        content: tidied.
        criteria: the contest's rubric.
        complete: check what must hold when the ballot is submitted.
    """
    known = {criterion.id for criterion in criteria}
    errors: dict[str, str] = {}
    if not (content.scores.keys() | content.comments.keys()) <= known:
        errors["scores"] = _("このコンテストにない基準が含まれています。")
    for criterion in criteria:
        errors.update(_criterion_errors(content, criterion, complete))
    if content.feedback and len(content.feedback) > LONGEST_FEEDBACK:
        errors["feedback"] = too_long(len(content.feedback), LONGEST_FEEDBACK)
    return errors


def _criterion_errors(
    content: BallotContent, criterion: CriterionView, complete: bool
) -> dict[str, str]:
    score = content.scores.get(criterion.id)
    comment = content.comments.get(criterion.id, "")
    errors = {}
    if score is None and complete:
        errors[score_field(criterion)] = _(
            "「%(name)s」に、1から5のどれかを選んでください。",
            name=pick(criterion.name_ja, criterion.name_en),
        )
    if score is not None and not 1 <= score <= SCALE:
        errors[score_field(criterion)] = _("1から5のどれかを選んでください。")
    if len(comment) > LONGEST_COMMENT:
        errors[comment_field(criterion)] = too_long(len(comment), LONGEST_COMMENT)
    if complete and score in ENDS and not comment:
        errors[comment_field(criterion)] = _("%(score)sを付けた理由を書いてください。", score=score)
    return errors
