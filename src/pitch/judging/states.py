"""The states of a ballot and of a result, and what leads from one to another."""

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


AFTER_DEADLINE = (BallotAct.RECUSE, BallotAct.UNRECUSE)
"""What is done after the judging deadline, too; all acts only while the contest is being judged."""


def _wrong_ballot(row: Row) -> str:
    words = {
        NOT_STARTED: _("この応募は、まだ採点していません。"),
        BallotState.DRAFT: _("この票は、まだ下書きです。"),
        BallotState.SUBMITTED: _("この票は提出済みです。直すときは、先に取り戻してください。"),
        BallotState.RECUSED: _(
            "この応募は回避しています。採点するときは、先に回避を取り消してください。"
        ),
    }
    return words[row["state"]]


def _ballot_way(
    act: BallotAct, source: str, target: BallotState, reason: Reason = Reason.NONE
) -> Way[BallotAct]:
    return Way(act, source, target, reason, reason_column="recusal_reason")


BALLOT = Machine(
    kind="ballot",
    states=BallotState,
    begins=(),
    unwritten=NOT_STARTED,
    ways=(
        _ballot_way(BallotAct.SAVE, NOT_STARTED, BallotState.DRAFT),
        _ballot_way(BallotAct.SAVE, BallotState.DRAFT, BallotState.DRAFT),
        _ballot_way(BallotAct.SUBMIT, NOT_STARTED, BallotState.SUBMITTED),
        _ballot_way(BallotAct.SUBMIT, BallotState.DRAFT, BallotState.SUBMITTED),
        _ballot_way(BallotAct.TAKE_BACK, BallotState.SUBMITTED, BallotState.DRAFT),
        *(
            _ballot_way(BallotAct.RECUSE, source, BallotState.RECUSED, Reason.REQUIRED)
            for source in (NOT_STARTED, BallotState.DRAFT, BallotState.SUBMITTED)
        ),
        _ballot_way(BallotAct.UNRECUSE, BallotState.RECUSED, BallotState.DRAFT),
    ),
    wrong=_wrong_ballot,
)


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
