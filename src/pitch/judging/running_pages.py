"""HTML pages of the secretariat: progress, deadline, order and decision."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.i18n import pick, shortened
from foundation.web import WebRequest, redirect, render
from foundation.web.acts import ReasonForm
from foundation.web.api import LONG_FORM, PageController
from foundation.web.forms import Form, FormData, form_errors, read_form
from foundation.web.rendering import Crumbs
from pitch.contests.queries import ContestView
from pitch.contests.states import ContestState
from pitch.judging import balloting, commands, policy, queries, results
from pitch.judging.forms import (
    DecisionForm,
    ExtensionForm,
    decision_form,
    place_field,
    proposed_values,
    sent_decision,
)
from pitch.judging.labels import ballot_chip, time_left
from pitch.judging.results import Order
from pitch.judging.weighted import display

Answer = Response[Any]


def contest_crumbs(contest: ContestView, last: str) -> Crumbs:
    """The way to a page of a contest's judging."""
    short = shortened(pick(contest.theme_ja, contest.theme_en))
    return [
        (_("トップ"), "/"),
        (_("コンテスト"), "/contests"),
        (short, f"/contests/{contest.id}"),
        (last, None),
    ]


class JudgingPages(PageController):
    """Bringing a contest's judging to a decision."""

    path = "/contests/{contest_id:uuid}"

    @get("/progress")
    async def progress(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Who has submitted what; states only."""
        return await _progress(request, actor, contest_id)

    @post("/extend-judging")
    async def extend(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Give the judges more time."""
        actor.account()
        policy.may_run(actor).require()
        form = ExtensionForm.from_request(await read_form(request))
        if not form.validate():
            return await _progress(request, actor, contest_id, 422, extension=form)
        try:
            await commands.extend_judging(
                actor, contest_id, form.deadline.data, form.reason.data or "", form.seen_version
            )
        except (Invalid, Conflict) as error:
            form = form_errors(form, error)
            return await _progress(request, actor, contest_id, error.status, extension=form)
        return redirect(
            request, f"/contests/{contest_id}/progress", _("審査の締切を延ばしました。")
        )

    @post("/recusals/{ballot_id:uuid}/take-back")
    async def take_back_recusal(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        ballot_id: FromPath[UUID],
    ) -> Answer:
        """Take a judge's recusal back for them."""
        actor.account()
        policy.may_run(actor).require()
        form = Form.from_request(await read_form(request))
        await balloting.lift_recusal(actor, contest_id, ballot_id, form.seen_version)
        return redirect(
            request,
            f"/contests/{contest_id}/progress",
            _("回避を取り消しました。審査員にお知らせします。"),
        )

    @post("/open-order")
    async def open_order(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Open the order before all ballots are there."""
        actor.account()
        policy.may_run(actor).require()
        form = ReasonForm.from_request(await read_form(request))
        if not form.validate():
            return await _progress(request, actor, contest_id, 422, opening=form)
        try:
            await commands.open_order(actor, contest_id, form.reason.data or "")
        except (Invalid, Conflict) as error:
            form = form_errors(form, error)
            return await _progress(request, actor, contest_id, error.status, opening=form)
        return redirect(request, f"/contests/{contest_id}/decide")

    @get("/decide")
    async def decision(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """The computed order, and the form that decides; elsewhere while there is nothing to decide."""
        progress = await queries.progress_of(actor, contest_id)
        if progress.contest.state in (ContestState.DECIDED, ContestState.PUBLISHED):
            return redirect(request, f"/contests/{contest_id}/result")
        if progress.contest.state != ContestState.JUDGING or not progress.shows_order:
            return redirect(request, f"/contests/{contest_id}/progress")
        order = await results.order_of(actor, contest_id)
        form = decision_form(order)(data=proposed_values(order))
        return _decision(request, order, form)

    @post("/decide", request_max_body_size=LONG_FORM)
    async def decide(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Decide; publishing is another step."""
        progress = await queries.progress_of(actor, contest_id)
        if progress.contest.state in (ContestState.DECIDED, ContestState.PUBLISHED):
            await _same_again(actor, contest_id, await read_form(request))
            return redirect(request, f"/contests/{contest_id}/result")
        order = await results.order_of(actor, contest_id)
        form = decision_form(order).from_request(await read_form(request))
        if not form.validate():
            return _decision(request, order, form, 422)
        try:
            await commands.decide(
                actor, contest_id, form.decision([one.entry.id for one in order.entries])
            )
        except (Invalid, Conflict) as error:
            order = await results.order_of(actor, contest_id)
            return _decision(request, order, form_errors(form, error), error.status)
        return redirect(
            request,
            f"/contests/{contest_id}/result",
            _("結果を決めました。まだ公表していません。"),
        )


async def _same_again(actor: Actor, contest_id: UUID, data: FormData) -> None:
    """Of the second of two clicks, or of two colleagues with one decision, nothing more comes.

    Raises:
        Conflict: what was sent is another decision than the one that stands.
    """
    try:
        decision = sent_decision(data)
    except ValueError as error:
        raise Conflict() from error
    await commands.decide(actor, contest_id, decision)


async def _progress(
    request: WebRequest,
    actor: Actor,
    contest_id: UUID,
    status: int = 200,
    *,
    extension: ExtensionForm | None = None,
    opening: ReasonForm | None = None,
) -> Answer:
    progress = await queries.progress_of(actor, contest_id)
    return render(
        request,
        "judging/progress.html",
        status=status,
        progress=progress,
        contest=progress.contest,
        extension=(extension or ExtensionForm.blank(version=progress.contest.version)).with_ids(
            "extension"
        ),
        opening=(opening or ReasonForm.blank()).with_ids("opening"),
        ballot_chip=ballot_chip,
        time_left=time_left,
        breadcrumbs=contest_crumbs(progress.contest, _("審査の進み具合")),
    )


def _decision(request: WebRequest, order: Order, form: DecisionForm, status: int = 200) -> Answer:
    # a page shown again shows the present order, and its decision is about that
    form["seen"].data = order.seen
    return render(
        request,
        "judging/decide.html",
        status=status,
        order=order,
        contest=order.contest,
        form=form,
        place_field=place_field,
        display=display,
        breadcrumbs=contest_crumbs(order.contest, _("結果を決める")),
    )
