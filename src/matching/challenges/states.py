"""The states of a challenge (課題), and who may lead it from one to another."""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True)
class Transition:
    """One way from a state to another.

    Attributes:
        act: what it is called.
        permissions: any of them is enough; `WRITE` counts in the owning bureau only.
        reason_required: whether a reason must be written.
    """

    act: Act
    permissions: tuple[Permission, ...]
    reason_required: bool = False


_OWNER = (Permission.WRITE,)
_SECRETARIAT = (Permission.REVIEW,)
_EITHER = (Permission.WRITE, Permission.REVIEW)

TRANSITIONS: dict[ChallengeState, dict[ChallengeState, Transition]] = {
    ChallengeState.DRAFT: {
        ChallengeState.SUBMITTED: Transition(Act.SUBMIT, _OWNER),
    },
    ChallengeState.RETURNED: {
        ChallengeState.SUBMITTED: Transition(Act.SUBMIT, _OWNER),
    },
    ChallengeState.SUBMITTED: {
        ChallengeState.DRAFT: Transition(Act.TAKE_BACK, _OWNER),
        ChallengeState.PUBLISHED: Transition(Act.PUBLISH, _SECRETARIAT),
        ChallengeState.RETURNED: Transition(Act.RETURN, _SECRETARIAT, reason_required=True),
    },
    ChallengeState.PUBLISHED: {
        ChallengeState.CLOSED: Transition(Act.CLOSE, _EITHER),
        ChallengeState.WITHDRAWN: Transition(Act.WITHDRAW, _EITHER, reason_required=True),
    },
    ChallengeState.CLOSED: {
        ChallengeState.PUBLISHED: Transition(Act.REOPEN, _EITHER, reason_required=True),
    },
    ChallengeState.WITHDRAWN: {
        ChallengeState.PUBLISHED: Transition(Act.REOPEN, _SECRETARIAT, reason_required=True),
    },
}


def transition(state: str, act: Act) -> tuple[ChallengeState, Transition] | None:
    """Where an act leads from a state, and by which way; None where there is none."""
    for target, way in TRANSITIONS[ChallengeState(state)].items():
        if way.act == act:
            return target, way
    return None


def way_of(act: Act) -> Transition:
    """The way by which an act leads from any state, the widest first."""
    ways = [way for targets in TRANSITIONS.values() for way in targets.values() if way.act == act]
    return max(ways, key=lambda way: len(way.permissions))
