"""The states of a solution (解決策). All acts are its startup's own."""

from dataclasses import dataclass
from enum import StrEnum


class SolutionState(StrEnum):
    """Where a solution stands.

    Everybody sees published ones while their startup is confirmed. A withdrawn one was published
    once; it stays with its startup, to be published again or made a draft.
    """

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What leads from one state to another; also the last part of its address."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    REDRAFT = "redraft"


@dataclass(frozen=True)
class Transition:
    """One way from a state to another; `complete`: everything required must be written."""

    act: Act
    reason_required: bool = False
    complete: bool = False


TRANSITIONS: dict[SolutionState, dict[SolutionState, Transition]] = {
    SolutionState.DRAFT: {
        SolutionState.PUBLISHED: Transition(Act.PUBLISH, complete=True),
    },
    SolutionState.PUBLISHED: {
        SolutionState.WITHDRAWN: Transition(Act.WITHDRAW, reason_required=True),
    },
    SolutionState.WITHDRAWN: {
        SolutionState.PUBLISHED: Transition(Act.PUBLISH, complete=True),
        SolutionState.DRAFT: Transition(Act.REDRAFT),
    },
}


def transition(state: str, act: Act) -> tuple[SolutionState, Transition] | None:
    """Where an act leads from a state, and by which way; None where there is none."""
    for target, way in TRANSITIONS[SolutionState(state)].items():
        if way.act == act:
            return target, way
    return None
