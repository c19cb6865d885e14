"""HTML pages of results: for everybody once published, with the secretariat's acts before and after."""

from dataclasses import replace
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.web import Answer, WebRequest, render
from foundation.web.acts import ReasonForm, RecordPage, act_pages, page_act
from foundation.web.api import PageController
from foundation.web.forms import Form, form_errors
from pitch.contests.queries import ContestView, contest_for
from pitch.contests.rubric import SCALE
from pitch.judging import policy
from pitch.judging.counting.weighted import display
from pitch.judging.labels import RESULT_ACTS, contest_crumbs
from pitch.judging.results import commands, queries
from pitch.judging.states import ResultAct


class ResultPages(PageController):
    """The result of a contest."""

    path = "/contests/{contest_id:uuid}"

    @get("/result")
    async def result(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Winner, order and how the winner's score came about."""
        return await _result(request, actor, contest_id)


async def _run(actor: Actor, contest_id: UUID, _act: ResultAct) -> ContestView:
    actor.account()
    policy.may_run(actor).require()
    return await contest_for(actor, contest_id)


async def _again(
    request: WebRequest,
    actor: Actor,
    contest: ContestView,
    act: ResultAct,
    form: Form,
    error: Invalid | Conflict,
) -> Answer:
    if act is ResultAct.PUBLISH:
        raise error
    try:
        page = form_errors(form, error)
        return await _result(request, actor, contest.id, error.status, form=page, failed=act)
    except NotFound:
        # nothing is decided (any more): there is no page that could show the form
        raise error from None


async def _result(
    request: WebRequest,
    actor: Actor,
    contest_id: UUID,
    status: int = 200,
    *,
    form: Form | None = None,
    failed: str = "",
) -> Answer:
    result = await queries.result_for(actor, contest_id)
    return render(
        request,
        "judging/result.html",
        status=status,
        result=result,
        contest=result.contest,
        form=form or ReasonForm(data={"version": str(result.version)}),
        failed=failed,
        display=display,
        scale=SCALE,
        breadcrumbs=contest_crumbs(result.contest, _("結果")),
    )


PAGE = RecordPage(
    address="/contests",
    key="contest_id",
    words=RESULT_ACTS,
    read=_run,
    again=_again,
)
ResultActs = act_pages(
    PAGE,
    [
        replace(page_act(command), asks=False, lands=lands)
        for command, lands in (
            (commands.publish_result, "/result"),
            (commands.unpublish_result, "/result"),
            (commands.take_back_decision, "/progress"),
        )
    ],
)
