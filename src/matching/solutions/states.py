"""The states of a solution (解決策). All acts are its startup's own."""

from enum import StrEnum

from foundation.acts import Machine, Reason, Row, Way
from foundation.i18n import gettext as _


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


def _wrong(row: Row) -> str:
    return {
        SolutionState.DRAFT: _("この解決策は、まだ下書きです。"),
        SolutionState.PUBLISHED: _("この解決策は、すでに公開されています。"),
        SolutionState.WITHDRAWN: _("この解決策は、すでに取り下げられています。"),
    }[SolutionState(row["state"])]


SOLUTION = Machine(
    kind="solution",
    states=SolutionState,
    begins=(SolutionState.DRAFT,),
    ways=(
        Way(Act.PUBLISH, SolutionState.DRAFT, SolutionState.PUBLISHED),
        Way(Act.WITHDRAW, SolutionState.PUBLISHED, SolutionState.WITHDRAWN, Reason.REQUIRED),
        Way(Act.PUBLISH, SolutionState.WITHDRAWN, SolutionState.PUBLISHED),
        Way(Act.REDRAFT, SolutionState.WITHDRAWN, SolutionState.DRAFT),
    ),
    wrong=_wrong,
)
