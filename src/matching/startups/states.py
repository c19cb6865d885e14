"""The states of a startup's registration, and who may lead it from one to another."""

from dataclasses import dataclass
from enum import StrEnum

from matching.startups.permissions import Permission


class StartupState(StrEnum):
    """Where a registration stands.

    Only a confirmed startup is public, and only its solutions can be. Changing what the secretariat
    confirmed (corporate number, Japanese name) makes a confirmed one registered again.
    """

    REGISTERED = "registered"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    SUSPENDED = "suspended"


class Act(StrEnum):
    """What leads from one state to another; also the last part of its address."""

    CONFIRM = "confirm"
    RETURN = "return"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"


@dataclass(frozen=True)
class Transition:
    """One way from a state to another.

    Attributes:
        act: what it is called; None where writing the profile itself leads there.
        permission: who may; `WRITE` counts in one's own company only.
        reason_required: whether a reason must be written.
    """

    act: Act | None
    permission: Permission
    reason_required: bool = False


TRANSITIONS: dict[StartupState, dict[StartupState, Transition]] = {
    StartupState.REGISTERED: {
        StartupState.CONFIRMED: Transition(Act.CONFIRM, Permission.REVIEW),
        StartupState.RETURNED: Transition(Act.RETURN, Permission.REVIEW, reason_required=True),
    },
    StartupState.RETURNED: {
        StartupState.REGISTERED: Transition(None, Permission.WRITE),
    },
    StartupState.CONFIRMED: {
        StartupState.REGISTERED: Transition(None, Permission.WRITE),
        StartupState.SUSPENDED: Transition(Act.SUSPEND, Permission.REVIEW, reason_required=True),
    },
    StartupState.SUSPENDED: {
        StartupState.CONFIRMED: Transition(Act.REINSTATE, Permission.REVIEW, reason_required=True),
    },
}


def transition(state: str, act: Act) -> tuple[StartupState, Transition] | None:
    """Where an act leads from a state, and by which way; None where there is none."""
    for target, way in TRANSITIONS[StartupState(state)].items():
        if way.act == act:
            return target, way
    return None
