"""Who may do what with a solution, with the reason for a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.i18n import gettext as _
from matching.solutions.permissions import Permission
from matching.solutions.states import SolutionState
from matching.startups.states import StartupState


@dataclass(frozen=True)
class Standing:
    """What a policy looks at."""

    startup_id: UUID
    state: str
    startup_confirmed: bool

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """What a solution's row says of it, beside it `startup_state`."""
        confirmed = row["startup_state"] == StartupState.CONFIRMED
        return cls(row["startup"], row["state"], confirmed)


def owns(actor: Actor, startup_id: UUID) -> bool:
    """Whether the actor writes solutions for this startup."""
    return actor.may(Permission.WRITE) and actor.organisation_id == startup_id


def is_insider(actor: Actor, startup_id: UUID) -> bool:
    """Whether price and evidence are shown even where they are not public."""
    return owns(actor, startup_id) or actor.may(Permission.READ_ALL) or actor.is_system


def is_public(solution: Standing) -> bool:
    """Published, by a startup that the secretariat has confirmed."""
    return solution.state == SolutionState.PUBLISHED and solution.startup_confirmed


def may_see(actor: Actor, solution: Standing) -> bool:
    """Everybody sees public ones; drafts are the startup's own, the rest the secretariat's too."""
    if is_public(solution) or owns(actor, solution.startup_id) or actor.is_system:
        return True
    return actor.may(Permission.READ_ALL) and solution.state != SolutionState.DRAFT


def may_write(actor: Actor) -> Verdict:
    """Writing solutions for one's startup."""
    if actor.may(Permission.WRITE) and actor.organisation_id is not None:
        return ALLOWED
    return refused(_("解決策を書けるのは、会社を登録したスタートアップの人だけです。"))


def may_edit(actor: Actor, startup_id: UUID) -> Verdict:
    """Changing, publishing or withdrawing a solution."""
    if owns(actor, startup_id):
        return ALLOWED
    return refused(_("この操作は、その解決策を出した会社の人だけができます。"))
