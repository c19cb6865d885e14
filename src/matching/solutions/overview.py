"""What solutions have waiting for a person."""

from foundation.access.actor import Actor
from foundation.i18n import lazy as _l
from foundation.i18n import pick
from foundation.todo import TaskKind, ToDo
from matching.solutions import policy
from matching.solutions.queries import own_solutions
from matching.solutions.states import SolutionState

FINISH = TaskKind(title=_l("解決策を仕上げて公開する"), button=_l("続きを書く"))


async def tasks(actor: Actor, _at_most: int) -> ToDo:
    """One's own drafts."""
    if not policy.may_write(actor):
        return ()
    return [
        FINISH.task(pick(row.title_ja, row.title_en), f"/solutions/{row.id}")
        for row in await own_solutions(actor)
        if row.state == SolutionState.DRAFT
    ]
