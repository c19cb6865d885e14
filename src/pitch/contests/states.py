"""The states of a contest and of an entry, and what leads from one to another."""

from enum import StrEnum

from foundation import clock
from foundation.acts import Machine, Reason, Row, Way
from foundation.i18n import gettext as _


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


class EntryAct(StrEnum):
    """What a startup does with its entry."""

    WITHDRAW = "withdraw"


def shown_state(state: str, insider: bool) -> str:
    """The state as a reader may know it: that a result is decided is not public."""
    return ContestState.JUDGING if state == ContestState.DECIDED and not insider else state


def _is_early(row: Row) -> bool:
    return row["entry_deadline"] > clock.now()


def _is_due(row: Row) -> bool:
    return not _is_early(row)


_DRAFT, _OPEN, _JUDGING = ContestState.DRAFT, ContestState.OPEN, ContestState.JUDGING
_STARTED, _REOPENED = "contest.start-judging", "contest.reopen-entries"
_WHY, _MAYBE = Reason.REQUIRED, Reason.OPTIONAL

CONTEST = Machine(
    kind="contest",
    states=ContestState,
    # Deciding, publishing and their ways back belong to judging, which knows the ballots.
    begins=(ContestState.DRAFT, ContestState.DECIDED, ContestState.PUBLISHED),
    ways=(
        Way(Act.OPEN, _DRAFT, _OPEN, _MAYBE),
        Way(Act.START_JUDGING, _OPEN, _JUDGING, _WHY, when=_is_early, event=_STARTED),
        Way(Act.START_JUDGING, _OPEN, _JUDGING, _MAYBE, when=_is_due, event=_STARTED),
        Way(Act.UNOPEN, _OPEN, _DRAFT, _WHY),
        Way(Act.CANCEL, _OPEN, ContestState.CANCELLED, _WHY),
        Way(Act.REOPEN_ENTRIES, _JUDGING, _OPEN, _WHY, event=_REOPENED),
        Way(Act.CANCEL, _JUDGING, ContestState.CANCELLED, _WHY),
        Way(Act.RESTORE, ContestState.CANCELLED, _DRAFT, _WHY),
    ),
    wrong=lambda _row: _("今の状態では、この操作はできません。"),
)


def _not_withdrawable(row: Row) -> str:
    if row["contest_state"] == ContestState.DECIDED:
        # That a result is decided is not the entrant's to know before it is published.
        return _("今は取り下げられません。取り下げたいときは、運営事務局に連絡してください。")
    if row["contest_state"] == ContestState.PUBLISHED:
        return _("結果が公表された後は取り下げられません。")
    if is_withdrawable(row):
        return _("この応募は、すでに取り下げられています。")
    return _("このコンテストからは、今は取り下げられません。")


def is_withdrawable(row: Row) -> bool:
    """Whether entries of the contest with this `contest_state` can be taken back."""
    return row["contest_state"] in (ContestState.OPEN, ContestState.JUDGING)


ENTRY = Machine(
    kind="entry",
    states=EntryState,
    begins=(EntryState.SUBMITTED,),
    ways=(
        Way(
            EntryAct.WITHDRAW,
            EntryState.SUBMITTED,
            EntryState.WITHDRAWN,
            Reason.OPTIONAL,
            when=is_withdrawable,
            reason_column="withdrawn_reason",
            event="entry.withdrawn",
        ),
    ),
    wrong=_not_withdrawable,
)
