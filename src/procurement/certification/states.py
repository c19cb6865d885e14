"""The states of a certification (認定), and what leads from one to another.

Decided is not published: between the two, nobody outside the bureau's certifiers knows of it, and
the decision can be taken back. What is published is never undone, only suspended or revoked, and a
revoked one is put right by a new certification. Whether one holds on a day is never a state: it
follows from its term, its suspensions and its revocation.
"""

from dataclasses import dataclass
from enum import StrEnum


class CertificationState(StrEnum):
    """Where a certification stands."""

    DRAFT = "draft"
    ABANDONED = "abandoned"
    DECIDED = "decided"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


PUBLIC = (
    CertificationState.PUBLISHED,
    CertificationState.SUSPENDED,
    CertificationState.REVOKED,
)


class Act(StrEnum):
    """What leads from one state to another; also the last part of its address."""

    DECIDE = "decide"
    TAKE_BACK = "take-back"
    PUBLISH = "publish"
    SUSPEND = "suspend"
    RESUME = "resume"
    REVOKE = "revoke"
    ABANDON = "abandon"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Transition:
    """One way from a state to another; all are walked by the bureau's certifier.

    Attributes:
        act: what it is called.
        reason_required: whether a reason must be written.
    """

    act: Act
    reason_required: bool = True


TRANSITIONS: dict[CertificationState, dict[CertificationState, Transition]] = {
    CertificationState.DRAFT: {
        CertificationState.DECIDED: Transition(Act.DECIDE, reason_required=False),
        CertificationState.ABANDONED: Transition(Act.ABANDON),
    },
    CertificationState.ABANDONED: {
        CertificationState.DRAFT: Transition(Act.REOPEN),
    },
    CertificationState.DECIDED: {
        CertificationState.PUBLISHED: Transition(Act.PUBLISH, reason_required=False),
        CertificationState.DRAFT: Transition(Act.TAKE_BACK),
    },
    CertificationState.PUBLISHED: {
        CertificationState.SUSPENDED: Transition(Act.SUSPEND),
        CertificationState.REVOKED: Transition(Act.REVOKE),
    },
    CertificationState.SUSPENDED: {
        CertificationState.PUBLISHED: Transition(Act.RESUME),
        CertificationState.REVOKED: Transition(Act.REVOKE),
    },
    CertificationState.REVOKED: {},
}


def transition(state: str, act: Act) -> tuple[CertificationState, Transition] | None:
    """Where an act leads from a state, and by which way; None where there is none."""
    for target, way in TRANSITIONS[CertificationState(state)].items():
        if way.act == act:
            return target, way
    return None


def acts_from(state: str) -> tuple[Act, ...]:
    """What can be done in a state."""
    return tuple(way.act for way in TRANSITIONS[CertificationState(state)].values())
