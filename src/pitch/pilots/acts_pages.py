"""HTML pages that lead pilots on and back."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import Form, form_errors, read_form
from pitch.pilots import commands, evaluating, labels, queries
from pitch.pilots.evidence import lines_of
from pitch.pilots.forms import (
    EvaluationForm,
    PlanForm,
    ReasonForm,
    VersionForm,
)
from pitch.pilots.moving import PilotRecord
from pitch.pilots.pages import LIST, led_pilot, pilot_crumbs, plan_page, render_detail, words
from pitch.pilots.states import Act
from pitch.pilots.views import PilotView

Answer = Response[Any]
WithReason = Callable[[Actor, UUID, str, int], Awaitable[PilotRecord]]
AtOnce = Callable[[Actor, UUID, int], Awaitable[PilotRecord]]

WITH_REASON: dict[Act, WithReason] = {
    Act.BACK_TO_PLAN: commands.return_to_plan,
    Act.CANCEL: commands.cancel_pilot,
    Act.RESUME: commands.resume_pilot,
    Act.TAKE_BACK: evaluating.take_back_evaluation,
    Act.UNPUBLISH: evaluating.unpublish_evaluation,
}
REASONED = [f"/{act.value}" for act in WITH_REASON]


class PilotActs(PageController):
    """What leads a pilot from state to state."""

    path = LIST + "/{pilot_id:uuid}"

    @post("/start")
    async def start(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """Begin as planned; what the plan lacks is shown in its form."""
        return await _at_once(request, actor, pilot_id, Act.START, commands.start_pilot)

    @post("/publish")
    async def publish(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """Publish the evaluation as it was read."""
        return await _at_once(request, actor, pilot_id, Act.PUBLISH, evaluating.publish_evaluation)

    @get("/evaluate")
    async def ask_evaluation(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """The results so far beside the form."""
        pilot = await _before(actor, pilot_id, Act.EVALUATE)
        form = EvaluationForm(
            data={
                "owner_ja": pilot.section_ja,
                "owner_en": pilot.section_en,
                "version": str(pilot.version),
            }
        )
        return _evaluation_page(request, actor, form, pilot)

    @post("/evaluate")
    async def evaluate(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """Decide; nothing is published yet."""
        pilot = await led_pilot(actor, pilot_id)
        form = EvaluationForm.from_request(await read_form(request))
        if not form.validate():
            return _evaluation_page(request, actor, form, pilot, status=422)
        try:
            await evaluating.evaluate_pilot(actor, pilot_id, form.content, form.seen_version)
        except (Invalid, Conflict) as error:
            form_errors(form, error)
            return _evaluation_page(request, actor, form, pilot, status=error.status)
        return redirect(request, f"{LIST}/{pilot_id}", labels.done_message(Act.EVALUATE))

    @get(REASONED)
    async def ask_reason(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """Why a pilot goes back, is called off or taken up again."""
        act = _asked(request)
        pilot = await _before(actor, pilot_id, act)
        form = ReasonForm(data={"version": str(pilot.version)})
        return _reason_page(request, actor, form, pilot, act)

    @post(REASONED)
    async def act_with_reason(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """Do it."""
        act = _asked(request)
        pilot = await led_pilot(actor, pilot_id)
        form = ReasonForm.from_request(await read_form(request))
        if not form.validate():
            return _reason_page(request, actor, form, pilot, act, status=422)
        try:
            await WITH_REASON[act](actor, pilot_id, form.reason.data or "", form.seen_version)
        except (Invalid, Conflict) as error:
            form_errors(form, error)
            return _reason_page(request, actor, form, pilot, act, status=error.status)
        return redirect(request, f"{LIST}/{pilot_id}", labels.done_message(act))


async def _before(actor: Actor, pilot_id: UUID, act: Act) -> PilotView:
    pilot = await led_pilot(actor, pilot_id)
    if act not in pilot.acts:
        raise Conflict(_("今の状態では、この操作はできません。"), pilot.state)
    return pilot


def _asked(request: WebRequest) -> Act:
    return Act(request.url.path.rpartition("/")[2])


async def _at_once(
    request: WebRequest, actor: Actor, pilot_id: UUID, act: Act, command: AtOnce
) -> Answer:
    form = VersionForm.from_request(await read_form(request))
    actor.account()
    try:
        await command(actor, pilot_id, form.seen_version)
    except Invalid as error:
        pilot = await led_pilot(actor, pilot_id)
        form_again = form_errors(PlanForm.of(pilot), error)
        return plan_page(request, actor, form_again, pilot=pilot, status=422)
    except Conflict as error:
        return render_detail(request, actor, await queries.pilot_for(actor, pilot_id), error)
    return redirect(request, f"{LIST}/{pilot_id}", labels.done_message(act))


def _evaluation_page(
    request: WebRequest, actor: Actor, form: Form, pilot: PilotView, status: int = 200
) -> Answer:
    title = labels.act_label(Act.EVALUATE)
    return render(
        request,
        "pilots/evaluate.html",
        status=status,
        form=form,
        pilot=pilot,
        lines=lines_of(pilot),
        title=title,
        breadcrumbs=[*pilot_crumbs(actor, pilot), (title, None)],
        **words(),
    )


def _reason_page(
    request: WebRequest, actor: Actor, form: Form, pilot: PilotView, act: Act, status: int = 200
) -> Answer:
    title = labels.act_label(act)
    return render(
        request,
        "pilots/reason.html",
        status=status,
        form=form,
        pilot=pilot,
        title=title,
        lead=labels.act_lead(act),
        action=f"{LIST}/{pilot.id}/{act.value}",
        breadcrumbs=[*pilot_crumbs(actor, pilot), (title, None)],
        **words(),
    )
