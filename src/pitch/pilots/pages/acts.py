"""HTML pages that lead pilots on and back."""

from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.i18n import lazy as _l
from foundation.i18n import pick
from foundation.web import Answer, WebRequest
from foundation.web.acts import PageAct, RecordPage, act_pages
from foundation.web.forms import Form, form_errors
from pitch.pilots import commands, labels, queries
from pitch.pilots.pages.evidence import lines_of
from pitch.pilots.pages.forms import EvaluationForm, PlanForm
from pitch.pilots.pages.frame import LIST, led_pilot, pilot_crumbs, words
from pitch.pilots.pages.planning import plan_page
from pitch.pilots.pages.reading import render_detail
from pitch.pilots.states import Act
from pitch.pilots.views import PilotView


async def _read(actor: Actor, pilot_id: UUID, _act: Act) -> PilotView:
    return await led_pilot(actor, pilot_id)


async def _again(
    request: WebRequest,
    actor: Actor,
    pilot: PilotView,
    _act: Act,
    _form: Form,
    error: Invalid | Conflict,
) -> Answer:
    """What a plan lacks is shown in its form; all else on the pilot's page."""
    if isinstance(error, Invalid):
        form = form_errors(PlanForm.of(pilot), error)
        return plan_page(request, form, pilot=pilot, status=error.status)
    return render_detail(request, await queries.pilot_for(actor, pilot.id), error)


async def _evaluate(actor: Actor, pilot_id: UUID, form: EvaluationForm) -> None:
    await commands.evaluate_pilot(actor, pilot_id, form.content, form.seen_version)


def _with_results(pilot: PilotView) -> dict[str, Any]:
    return {"pilot": pilot, "lines": lines_of(pilot), **words()}


PAGE = RecordPage(
    address=LIST,
    key="pilot_id",
    words=labels.ACTS,
    read=_read,
    crumbs=pilot_crumbs,
    eyebrow=lambda pilot: [pick(pilot.title_ja, pilot.title_en)],
    back=_l("実証に戻る"),
    again=_again,
)
PilotActs = act_pages(
    PAGE,
    [
        commands.start_pilot,
        commands.return_to_plan,
        commands.cancel_pilot,
        commands.resume_pilot,
        PageAct(
            act=Act.EVALUATE,
            run=_evaluate,
            form=EvaluationForm,
            values=lambda pilot: {"owner_ja": pilot.section_ja, "owner_en": pilot.section_en},
            template="pilots/evaluate.html",
            context=_with_results,
        ),
        commands.take_back_evaluation,
        commands.publish_evaluation,
        commands.unpublish_evaluation,
    ],
)
