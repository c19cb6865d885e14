"""The states of a pilot (実証), and what leads from one to another."""

from dataclasses import dataclass
from enum import StrEnum


class PilotState(StrEnum):
    """Where a pilot stands. Evaluated is not published: publication is an act of its own."""

    PLANNED = "planned"
    RUNNING = "running"
    EVALUATED = "evaluated"
    CANCELLED = "cancelled"


class SourceKind(StrEnum):
    """Where a pilot came from; its reference lies in the columns of that kind."""

    CONTEST_ENTRY = "contest_entry"
    SHORTLIST = "shortlist"
    OPEN_CALL = "open_call"


class Outcome(StrEnum):
    """What an evaluation decides: 本格導入, 継続, 終了."""

    FULL_USE = "full_use"
    EXTEND = "extend"
    STOP = "stop"


class Better(StrEnum):
    """The direction in which an indicator should move."""

    LOWER = "lower"
    HIGHER = "higher"


EDITABLE = (PilotState.PLANNED,)
PUBLIC = (PilotState.RUNNING, PilotState.EVALUATED)
MEASURED = (PilotState.RUNNING,)
"""Results are recorded and corrected while it runs; after the evaluation it is first taken back."""


class Act(StrEnum):
    """What a pilot owner does with a pilot; also the last part of its address."""

    START = "start"
    BACK_TO_PLAN = "back-to-plan"
    CANCEL = "cancel"
    RESUME = "resume"
    EVALUATE = "evaluate"
    TAKE_BACK = "take-back"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"


@dataclass(frozen=True)
class Transition:
    """One way on from a state.

    Attributes:
        act: what it is called.
        target: where it leads; publishing and unpublishing lead to the same state.
        reason_required: whether a reason must be written.
        published: what must hold of the evaluation's publication; None where it does not matter.
    """

    act: Act
    target: PilotState
    reason_required: bool = False
    published: bool | None = None


TRANSITIONS: dict[PilotState, tuple[Transition, ...]] = {
    PilotState.PLANNED: (
        Transition(Act.START, PilotState.RUNNING),
        Transition(Act.CANCEL, PilotState.CANCELLED, reason_required=True),
    ),
    PilotState.RUNNING: (
        Transition(Act.EVALUATE, PilotState.EVALUATED),
        Transition(Act.BACK_TO_PLAN, PilotState.PLANNED, reason_required=True),
    ),
    PilotState.EVALUATED: (
        Transition(Act.PUBLISH, PilotState.EVALUATED, published=False),
        Transition(Act.TAKE_BACK, PilotState.RUNNING, reason_required=True, published=False),
        Transition(Act.UNPUBLISH, PilotState.EVALUATED, reason_required=True, published=True),
    ),
    PilotState.CANCELLED: (Transition(Act.RESUME, PilotState.PLANNED, reason_required=True),),
}


def ways(state: str, published: bool) -> tuple[Transition, ...]:
    """The ways on from where a pilot stands."""
    return tuple(
        way
        for way in TRANSITIONS[PilotState(state)]
        if way.published is None or way.published == published
    )


def transition(state: str, published: bool, act: Act) -> Transition | None:
    """The way by which an act leads on; None where there is none."""
    return next((way for way in ways(state, published) if way.act == act), None)
