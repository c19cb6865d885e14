"""The states of a challenge (課題), and what leads from one to another."""

from enum import StrEnum

from foundation.acts import Machine, Reason, Row, Way
from foundation.i18n import gettext as _
from matching.challenges.permissions import Permission


class ChallengeState(StrEnum):
    """Where a challenge stands.

    A returned one is a draft again, with the secretariat's reason. Withdrawn ones were published
    once; only their bureau and the secretariat see them.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


EDITABLE = (ChallengeState.DRAFT, ChallengeState.RETURNED)
PUBLIC = (ChallengeState.PUBLISHED, ChallengeState.CLOSED)


class Act(StrEnum):
    """What leads from one state to another; also the last part of its address."""

    SUBMIT = "submit"
    TAKE_BACK = "take-back"
    PUBLISH = "publish"
    RETURN = "return"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


def _wrong(row: Row) -> str:
    return {
        ChallengeState.DRAFT: _("この課題はまだ下書きです。"),
        ChallengeState.SUBMITTED: _("この課題は、提出されて運営事務局の確認を待っています。"),
        ChallengeState.RETURNED: _("この課題は、運営事務局から差し戻されています。"),
        ChallengeState.PUBLISHED: _("この課題は、すでに公開されています。"),
        ChallengeState.CLOSED: _("この課題は、すでに募集を終えています。"),
        ChallengeState.WITHDRAWN: _("この課題は、すでに取り下げられています。"),
    }[ChallengeState(row["state"])]


_S = ChallengeState
_OWNER = (Permission.WRITE,)
_SECRETARIAT = (Permission.REVIEW,)
_EITHER = (Permission.WRITE, Permission.REVIEW)
CHALLENGE = Machine(
    kind="challenge",
    states=ChallengeState,
    begins=(_S.DRAFT,),
    ways=(
        Way(Act.SUBMIT, _S.DRAFT, _S.SUBMITTED, by=_OWNER),
        Way(Act.SUBMIT, _S.RETURNED, _S.SUBMITTED, by=_OWNER),
        Way(Act.TAKE_BACK, _S.SUBMITTED, _S.DRAFT, by=_OWNER),
        Way(Act.PUBLISH, _S.SUBMITTED, _S.PUBLISHED, by=_SECRETARIAT),
        Way(
            Act.RETURN,
            _S.SUBMITTED,
            _S.RETURNED,
            Reason.REQUIRED,
            reason_column="returned_reason",
            by=_SECRETARIAT,
        ),
        Way(Act.CLOSE, _S.PUBLISHED, _S.CLOSED, Reason.OPTIONAL, by=_EITHER),
        Way(Act.WITHDRAW, _S.PUBLISHED, _S.WITHDRAWN, Reason.REQUIRED, by=_EITHER),
        Way(Act.REOPEN, _S.CLOSED, _S.PUBLISHED, Reason.REQUIRED, by=_EITHER),
        Way(Act.REOPEN, _S.WITHDRAWN, _S.PUBLISHED, Reason.REQUIRED, by=_SECRETARIAT),
    ),
    wrong=_wrong,
)
"""`WRITE` counts in the owning bureau only."""
