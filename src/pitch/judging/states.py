"""The states of a ballot and of a result, and what leads from one to another."""

from dataclasses import dataclass
from enum import StrEnum

from foundation.acts import Machine, Reason, Row, Way
from foundation.i18n import gettext as _


class BallotState(StrEnum):
    """Where a judge's ballot (票) for one entry stands. Recused (回避): nothing of it counts."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RECUSED = "recused"


NOT_STARTED = "not_started"
"""What stands for a ballot that nobody has written yet."""
SETTLED = (BallotState.SUBMITTED, BallotState.RECUSED)
"""States in which nothing more is expected of the judge."""


class BallotAct(StrEnum):
    """What is done with a ballot."""

    SAVE = "save"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    RECUSE = "recuse"
    UNRECUSE = "unrecuse"


@dataclass(frozen=True)
class Transition:
    """One way from a state to another.

    Attributes:
        target: where it leads.
        before_deadline: refused once the judging deadline has passed.
    """

    target: BallotState
    before_deadline: bool = True


TRANSITIONS: dict[str, dict[BallotAct, Transition]] = {
    NOT_STARTED: {
        BallotAct.SAVE: Transition(BallotState.DRAFT),
        BallotAct.SUBMIT: Transition(BallotState.SUBMITTED),
        BallotAct.RECUSE: Transition(BallotState.RECUSED, before_deadline=False),
    },
    BallotState.DRAFT: {
        BallotAct.SAVE: Transition(BallotState.DRAFT),
        BallotAct.SUBMIT: Transition(BallotState.SUBMITTED),
        BallotAct.RECUSE: Transition(BallotState.RECUSED, before_deadline=False),
    },
    BallotState.SUBMITTED: {
        BallotAct.TAKE_BACK: Transition(BallotState.DRAFT),
        BallotAct.RECUSE: Transition(BallotState.RECUSED, before_deadline=False),
    },
    BallotState.RECUSED: {
        BallotAct.UNRECUSE: Transition(BallotState.DRAFT, before_deadline=False),
    },
}
"""All of them only while the contest is being judged."""


class ResultState(StrEnum):
    """Where a contest's result (結果) stands. Decided is not published."""

    DECIDED = "decided"
    PUBLISHED = "published"
    TAKEN_BACK = "taken_back"


class ResultAct(StrEnum):
    """What the secretariat does with a result; also the last part of its address."""

    PUBLISH = "publish-result"
    UNPUBLISH = "unpublish-result"
    TAKE_BACK = "take-back-decision"


def _wrong_result(row: Row) -> str:
    if row["state"] == ResultState.PUBLISHED:
        return _("結果はすでに公表されています。")
    return _("結果はまだ公表されていません。")


RESULT = Machine(
    kind="contest_result",
    states=ResultState,
    begins=(ResultState.DECIDED,),
    ways=(
        Way(
            ResultAct.PUBLISH,
            ResultState.DECIDED,
            ResultState.PUBLISHED,
            event="result.published",
        ),
        Way(
            ResultAct.TAKE_BACK,
            ResultState.DECIDED,
            ResultState.TAKEN_BACK,
            Reason.REQUIRED,
            event="result.taken_back",
        ),
        Way(
            ResultAct.UNPUBLISH,
            ResultState.PUBLISHED,
            ResultState.DECIDED,
            Reason.REQUIRED,
            event="result.unpublished",
        ),
    ),
    wrong=_wrong_result,
)
"""A decision taken back is kept as it was; the next one is a new record."""
