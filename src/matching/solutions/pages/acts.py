"""HTML pages on which a startup publishes its solutions and takes them back, from the solution's page."""

from dataclasses import replace
from uuid import UUID

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.web import Answer, WebRequest
from foundation.web.acts import RecordPage, act_pages, page_act
from foundation.web.forms import Form
from matching.solutions import commands, labels
from matching.solutions.pages.reading import LIST, own_solution, refused
from matching.solutions.states import Act
from matching.solutions.views import SolutionView


async def _read(actor: Actor, solution_id: UUID, _act: Act) -> SolutionView:
    return await own_solution(actor, solution_id)


async def _again(
    request: WebRequest,
    actor: Actor,
    solution: SolutionView,
    act: Act,
    form: Form,
    error: Invalid | Conflict,
) -> Answer:
    return await refused(request, actor, solution, act, form, error)


PAGE = RecordPage(address=LIST, key="solution_id", words=labels.ACTS, read=_read, again=_again)
SolutionActs = act_pages(
    PAGE,
    [
        replace(page_act(command), asks=False)
        for command in (
            commands.publish_solution,
            commands.withdraw_solution,
            commands.redraft_solution,
        )
    ],
)
