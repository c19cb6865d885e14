"""HTML pages of the secretariat: the computed order, and the decision."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.errors import Conflict
from foundation.i18n import gettext as _
from foundation.web import Answer, WebRequest, redirect, render
from foundation.web.api import LONG_FORM, PageController
from foundation.web.forms import FormData, Refused, attempt, read_form
from pitch.contests.states import ContestState
from pitch.judging.counting.weighted import display
from pitch.judging.labels import contest_crumbs
from pitch.judging.results import commands
from pitch.judging.results.forms import (
    DecisionForm,
    decision_form,
    place_field,
    proposed_values,
    sent_decision,
)
from pitch.judging.running.order import Order, order_of
from pitch.judging.running.queries import progress_of


class DecidingPages(PageController):
    """Deciding a contest."""

    path = "/contests/{contest_id:uuid}"

    @get("/decide")
    async def decision(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """The computed order, and the form that decides; elsewhere while there is nothing to decide."""
        progress = await progress_of(actor, contest_id)
        if progress.contest.state in (ContestState.DECIDED, ContestState.PUBLISHED):
            return redirect(request, f"/contests/{contest_id}/result")
        if progress.contest.state != ContestState.JUDGING or not progress.shows_order:
            return redirect(request, f"/contests/{contest_id}/progress")
        order = await order_of(actor, contest_id)
        form = decision_form(order)(data=proposed_values(order))
        return _decision(request, order, form)

    @post("/decide", request_max_body_size=LONG_FORM)
    async def decide(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Decide; publishing is another step."""
        progress = await progress_of(actor, contest_id)
        if progress.contest.state in (ContestState.DECIDED, ContestState.PUBLISHED):
            await _same_again(actor, contest_id, await read_form(request))
            return redirect(request, f"/contests/{contest_id}/result")
        order = await order_of(actor, contest_id)
        form = decision_form(order).from_request(await read_form(request))
        entries = [one.entry.id for one in order.entries]
        done = await attempt(
            form, lambda: commands.decide(actor, contest_id, form.decision(entries))
        )
        if isinstance(done, Refused):
            return _decision(request, await order_of(actor, contest_id), form, done.status)
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
