"""What pilots have waiting for a person."""

from foundation.access.actor import Actor
from foundation.i18n import lazy as _l
from foundation.i18n import pick
from foundation.todo import More, Task, TaskKind, ToDo
from pitch.pilots import policy
from pitch.pilots.queries import own_pilots
from pitch.pilots.states import PilotState

_MINE = "/pilots/mine?state="
LED = {
    PilotState.PLANNED: TaskKind(
        title=_l("実証を始める"), button=_l("計画を見る"), among=_MINE + PilotState.PLANNED
    ),
    PilotState.RUNNING: TaskKind(
        title=_l("測った値を記録する"), button=_l("記録する"), among=_MINE + PilotState.RUNNING
    ),
    PilotState.EVALUATED: TaskKind(
        title=_l("実証の評価を公表する"),
        button=_l("内容を見る"),
        among=_MINE + PilotState.EVALUATED,
    ),
}


async def tasks(actor: Actor, at_most: int) -> ToDo:
    """The bureau's pilots whose evaluation is not public yet, for whoever plans them."""
    found: list[Task | More] = []
    for state, kind in LED.items() if policy.may_plan(actor) else ():
        page = await own_pilots(actor, state.value, per_page=at_most, unpublished=True)
        found += [
            kind.task(
                pick(row.title_ja, row.title_en),
                f"/pilots/{row.id}",
                row.ends_on if state is PilotState.RUNNING else None,
            )
            for row in page.items
        ]
        found += kind.beyond(page.items, page.total)
    return found
