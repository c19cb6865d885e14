"""HTML pages of the secretariat while a contest is being judged: progress, deadline, recusals."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.web import Answer, WebRequest, redirect, render
from foundation.web.acts import ReasonForm
from foundation.web.api import PageController
from foundation.web.forms import Form, Refused, attempt, read_form
from pitch.judging import policy
from pitch.judging.ballots.commands import lift_recusal
from pitch.judging.labels import ballot_chip, contest_crumbs, time_left
from pitch.judging.running import commands, queries
from pitch.judging.running.forms import ExtensionForm


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
        done = await attempt(
            form,
            lambda: commands.extend_judging(
                actor, contest_id, form.deadline.data, form.reason.data or "", form.seen_version
            ),
        )
        if isinstance(done, Refused):
            return await _progress(request, actor, contest_id, done.status, extension=form)
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
        await lift_recusal(actor, contest_id, ballot_id, form.seen_version)
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
        done = await attempt(
            form, lambda: commands.open_order(actor, contest_id, form.reason.data or "")
        )
        if isinstance(done, Refused):
            return await _progress(request, actor, contest_id, done.status, opening=form)
        return redirect(request, f"/contests/{contest_id}/decide")


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
