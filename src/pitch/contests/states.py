"""The states of a contest and of an entry, and what leads from one to another."""

from dataclasses import dataclass
from enum import StrEnum


class ContestState(StrEnum):
    """Where a contest (ピッチコンテスト) stands. Decided is not published."""

    DRAFT = "draft"
    OPEN = "open"
    JUDGING = "judging"
    DECIDED = "decided"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class EntryState(StrEnum):
    """Where an entry (応募) stands."""

    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


PUBLIC = (
    ContestState.OPEN,
    ContestState.JUDGING,
    ContestState.DECIDED,
    ContestState.PUBLISHED,
    ContestState.CANCELLED,
)
UNDER_WAY = (
    ContestState.DRAFT,
    ContestState.OPEN,
    ContestState.JUDGING,
    ContestState.DECIDED,
)
EDITABLE = (ContestState.DRAFT, ContestState.OPEN)
"""An open contest takes changes of dates, judges and texts; its rubric is fixed."""


class Act(StrEnum):
    """What the secretariat does with a contest; also the last part of its address."""

    OPEN = "open"
    UNOPEN = "unopen"
    START_JUDGING = "start-judging"
    REOPEN_ENTRIES = "reopen-entries"
    CANCEL = "cancel"
    RESTORE = "restore"


@dataclass(frozen=True)
class Transition:
    """One way from a state to another.

    Attributes:
        act: what it is called.
        target: where it leads.
        reason_required: whether a reason must be written.
    """

    act: Act
    target: ContestState
    reason_required: bool = False


TRANSITIONS: dict[ContestState, tuple[Transition, ...]] = {
    ContestState.DRAFT: (Transition(Act.OPEN, ContestState.OPEN),),
    ContestState.OPEN: (
        Transition(Act.START_JUDGING, ContestState.JUDGING),
        Transition(Act.UNOPEN, ContestState.DRAFT, reason_required=True),
        Transition(Act.CANCEL, ContestState.CANCELLED, reason_required=True),
    ),
    ContestState.JUDGING: (
        Transition(Act.REOPEN_ENTRIES, ContestState.OPEN, reason_required=True),
        Transition(Act.CANCEL, ContestState.CANCELLED, reason_required=True),
    ),
    # Deciding, publishing and their ways back belong to judging, which knows the ballots.
    ContestState.DECIDED: (),
    ContestState.PUBLISHED: (),
    ContestState.CANCELLED: (Transition(Act.RESTORE, ContestState.DRAFT, reason_required=True),),
}


def shown_state(state: str, insider: bool) -> str:
    """The state as a reader may know it: that a result is decided is not public."""
    return ContestState.JUDGING if state == ContestState.DECIDED and not insider else state


def transition(state: str, act: Act) -> Transition | None:
    """The way by which an act leads on from a state; None where there is none."""
    return next((way for way in TRANSITIONS[ContestState(state)] if way.act == act), None)
