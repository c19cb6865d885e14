"""The states of a pilot (実証), and what leads from one to another."""

from enum import StrEnum

from foundation.acts import Machine, Reason, Row, Way
from foundation.i18n import gettext as _


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


def _is_public(row: Row) -> bool:
    return row["published_at"] is not None


def _not_public(row: Row) -> bool:
    return row["published_at"] is None


def _wrong(row: Row) -> str:
    if _is_public(row):
        return _("この実証の評価は、すでに公表されています。")
    return {
        PilotState.PLANNED: _("この実証は、まだ計画中です。"),
        PilotState.RUNNING: _("この実証は、実施中です。"),
        PilotState.EVALUATED: _("この実証は、評価が決まっています。"),
        PilotState.CANCELLED: _("この実証は、中止されています。"),
    }[PilotState(row["state"])]


PILOT = Machine(
    kind="pilot",
    states=PilotState,
    begins=(PilotState.PLANNED,),
    ways=(
        Way(Act.START, PilotState.PLANNED, PilotState.RUNNING),
        Way(Act.CANCEL, PilotState.PLANNED, PilotState.CANCELLED, Reason.REQUIRED),
        Way(Act.EVALUATE, PilotState.RUNNING, PilotState.EVALUATED),
        Way(Act.BACK_TO_PLAN, PilotState.RUNNING, PilotState.PLANNED, Reason.REQUIRED),
        Way(Act.PUBLISH, PilotState.EVALUATED, PilotState.EVALUATED, when=_not_public),
        Way(
            Act.TAKE_BACK,
            PilotState.EVALUATED,
            PilotState.RUNNING,
            Reason.REQUIRED,
            when=_not_public,
        ),
        Way(
            Act.UNPUBLISH,
            PilotState.EVALUATED,
            PilotState.EVALUATED,
            Reason.REQUIRED,
            when=_is_public,
        ),
        Way(Act.RESUME, PilotState.CANCELLED, PilotState.PLANNED, Reason.REQUIRED),
    ),
    wrong=_wrong,
)
