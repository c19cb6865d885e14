"""What certifications have waiting for a person."""

from foundation.access.actor import Actor
from foundation.i18n import lazy as _l
from foundation.i18n import pick
from foundation.todo import More, Task, TaskKind, ToDo
from procurement.certification import policy
from procurement.certification.queries import own_certifications
from procurement.certification.states import CertificationState

_ALL = "/certifications?state="
LED = {
    CertificationState.DRAFT: TaskKind(
        title=_l("認定の検討を続ける"),
        button=_l("続きを書く"),
        among=_ALL + CertificationState.DRAFT,
    ),
    CertificationState.DECIDED: TaskKind(
        title=_l("決定した認定を公表する"),
        button=_l("内容を見る"),
        among=_ALL + CertificationState.DECIDED,
    ),
}


async def tasks(actor: Actor, at_most: int) -> ToDo:
    """The bureau's certifications to decide and to publish, for its certifiers."""
    found: list[Task | More] = []
    for state, kind in LED.items() if policy.may_write(actor) else ():
        page = await own_certifications(actor, state=state.value, per_page=at_most)
        found += [
            kind.task(pick(row.title_ja, row.title_en), f"/certifications/{row.id}")
            for row in page.items
        ]
        found += kind.beyond(page.items, page.total)
    return found
