"""HTML pages of results: for everybody once published, with the secretariat's acts before and after."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import form_errors, read_form
from pitch.contests.rubric import SCALE
from pitch.judging import commands, policy, results
from pitch.judging.forms import ReasonForm
from pitch.judging.running_pages import contest_crumbs
from pitch.judging.weighted import display

Answer = Response[Any]
TAKE_BACK, UNPUBLISH = "take-back-decision", "unpublish-result"


class ResultPages(PageController):
    """The result of a contest."""

    path = "/contests/{contest_id:uuid}"

    @get("/result")
    async def result(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Winner, order and how the winner's score came about."""
        return await _result(request, actor, contest_id)

    @post("/publish-result")
    async def publish(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Make a decided result public."""
        actor.account()
        policy.may_run(actor).require()
        form = ReasonForm.from_request(await read_form(request))
        await commands.publish_result(actor, contest_id, form.seen_version)
        return redirect(
            request,
            f"/contests/{contest_id}/result",
            _("結果を公表しました。応募した企業にお知らせします。"),
        )

    @post("/unpublish-result")
    async def unpublish(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Take a published result back from the public."""
        actor.account()
        policy.may_run(actor).require()
        form = ReasonForm.from_request(await read_form(request))
        if not form.validate():
            return await _result(request, actor, contest_id, 422, form=form, failed=UNPUBLISH)
        try:
            await commands.unpublish_result(
                actor, contest_id, form.reason.data or "", form.seen_version
            )
        except (Invalid, Conflict) as error:
            return await _refused(request, actor, contest_id, form, UNPUBLISH, error)
        return redirect(request, f"/contests/{contest_id}/result", _("公表を取り消しました。"))

    @post("/take-back-decision")
    async def take_back(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Take a decision back that is not published."""
        actor.account()
        policy.may_run(actor).require()
        form = ReasonForm.from_request(await read_form(request))
        if not form.validate():
            return await _result(request, actor, contest_id, 422, form=form, failed=TAKE_BACK)
        try:
            await commands.take_back_decision(
                actor, contest_id, form.reason.data or "", form.seen_version
            )
        except (Invalid, Conflict) as error:
            return await _refused(request, actor, contest_id, form, TAKE_BACK, error)
        return redirect(
            request, f"/contests/{contest_id}/progress", _("決定を取り消し、審査に戻しました。")
        )


async def _refused(
    request: WebRequest,
    actor: Actor,
    contest_id: UUID,
    form: ReasonForm,
    failed: str,
    error: Invalid | Conflict,
) -> Answer:
    try:
        page = form_errors(form, error)
        return await _result(request, actor, contest_id, error.status, form=page, failed=failed)
    except NotFound:
        # nothing is decided (any more): there is no page that could show the form
        raise error from None


async def _result(
    request: WebRequest,
    actor: Actor,
    contest_id: UUID,
    status: int = 200,
    *,
    form: ReasonForm | None = None,
    failed: str = "",
) -> Answer:
    result = await results.result_for(actor, contest_id)
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
