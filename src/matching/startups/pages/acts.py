"""HTML pages on which the secretariat decides about startups; the forms stand on the startup's page."""

from dataclasses import replace
from uuid import UUID

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.web import Answer, WebRequest
from foundation.web.acts import RecordPage, act_pages, page_act
from foundation.web.forms import Form, form_errors
from matching.startups import commands, labels, policy, queries
from matching.startups.pages.reading import LIST, detail_page
from matching.startups.states import Act
from matching.startups.views import StartupView


async def _read(actor: Actor, startup_id: UUID, _act: Act) -> StartupView:
    actor.account()
    startup = await queries.startup_for(actor, startup_id)
    policy.may_review(actor).require()
    return startup


async def _again(
    request: WebRequest,
    actor: Actor,
    startup: StartupView,
    act: Act,
    form: Form,
    error: Invalid | Conflict,
) -> Answer:
    problem = ""
    if isinstance(error, Conflict):
        startup, problem = await queries.startup_for(actor, startup.id), error.message
    else:
        form = form_errors(form, error)
    return await detail_page(
        request,
        actor,
        startup,
        form=None if act is Act.CONFIRM else form,
        problem=problem,
        status=error.status,
    )


PAGE = RecordPage(address=LIST, key="startup_id", words=labels.ACTS, read=_read, again=_again)
StartupActs = act_pages(
    PAGE,
    [
        replace(page_act(command), asks=False)
        for command in (
            commands.confirm_startup,
            commands.return_startup,
            commands.suspend_startup,
            commands.reinstate_startup,
        )
    ],
)
