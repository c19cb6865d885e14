"""HTML pages of judges: their contests, and the ballot."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation.access.actor import Actor
from foundation.errors import NotFound
from foundation.i18n import gettext as _
from foundation.web import Answer, Crumbs, WebRequest, redirect, render
from foundation.web.api import LONG_FORM, PageController
from foundation.web.forms import Form, Refused, attempt, read_form
from pitch.contests.rubric import SCALE
from pitch.judging.ballots import commands, queries
from pitch.judging.ballots.content import ENDS, comment_field, score_field
from pitch.judging.ballots.forms import BallotForm, RecusalForm, ballot_form, ballot_values
from pitch.judging.ballots.queries import BallotView
from pitch.judging.labels import ballot_chip, clock_time, time_left

HOME = "/judging"


def _crumbs(*more: tuple[str, str | None]) -> Crumbs:
    return [(_("審査"), HOME), *more]


class BallotPages(PageController):
    """A judge's own ballots."""

    path = HOME

    @get()
    async def index(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """The contests the reader judges, and what still waits."""
        return render(
            request,
            "judging/home.html",
            contests=await queries.judged_contests(actor),
            ballot_chip=ballot_chip,
            time_left=time_left,
            breadcrumbs=_crumbs(),
        )

    @get("/{contest_id:uuid}/{entry_id:uuid}")
    async def ballot(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        entry_id: FromPath[UUID],
    ) -> Answer:
        """The ballot for one entry, as it is saved."""
        view = await _view(actor, contest_id, entry_id)
        values = ballot_values(view.content, view.criteria, view.own.version)
        return _ballot(request, view, ballot_form(view.criteria)(data=values))

    @post("/{contest_id:uuid}/{entry_id:uuid}", request_max_body_size=LONG_FORM)
    async def save(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        entry_id: FromPath[UUID],
    ) -> Answer:
        """Save the draft or submit it, and go on to the next entry that waits."""
        view = await _view(actor, contest_id, entry_id)
        data = await read_form(request)
        form = ballot_form(view.criteria).from_request(data)
        submits = data.get("act") == "submit"
        write = commands.submit_ballot if submits else commands.save_ballot
        done = await attempt(
            form,
            lambda: write(actor, entry_id, form.seen_version, form.content(view.criteria)),
        )
        if isinstance(done, Refused):
            return _ballot(request, view, form, done.status)
        return _onward(request, view, submits)

    @post("/{contest_id:uuid}/{entry_id:uuid}/take-back")
    async def take_back(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        entry_id: FromPath[UUID],
    ) -> Answer:
        """Make a submitted ballot a draft again."""
        await _view(actor, contest_id, entry_id)
        form = Form.from_request(await read_form(request))
        await commands.take_back_ballot(actor, entry_id, form.seen_version)
        return redirect(request, _address(contest_id, entry_id), _("票を下書きに戻しました。"))

    @get("/{contest_id:uuid}/{entry_id:uuid}/recuse")
    async def recusal(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        entry_id: FromPath[UUID],
    ) -> Answer:
        """The form for stepping aside."""
        view = await _view(actor, contest_id, entry_id)
        return _recusal(request, view, RecusalForm.blank())

    @post("/{contest_id:uuid}/{entry_id:uuid}/recuse")
    async def recuse(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        entry_id: FromPath[UUID],
    ) -> Answer:
        """Step aside from an entry."""
        view = await _view(actor, contest_id, entry_id)
        form = RecusalForm.from_request(await read_form(request))
        done = await attempt(form, lambda: commands.recuse(actor, entry_id, form.reason.data or ""))
        if isinstance(done, Refused):
            return _recusal(request, view, form, done.status)
        return redirect(
            request, HOME, _("%(code)sを回避しました。この応募は採点しません。", code=view.own.code)
        )

    @post("/{contest_id:uuid}/{entry_id:uuid}/unrecuse")
    async def unrecuse(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        entry_id: FromPath[UUID],
    ) -> Answer:
        """Take one's own recusal back."""
        await _view(actor, contest_id, entry_id)
        await commands.take_back_recusal(actor, entry_id)
        return redirect(request, _address(contest_id, entry_id), _("回避を取り消しました。"))


def _address(contest_id: UUID, entry_id: UUID) -> str:
    return f"{HOME}/{contest_id}/{entry_id}"


async def _view(actor: Actor, contest_id: UUID, entry_id: UUID) -> BallotView:
    view = await queries.ballot_for(actor, entry_id)
    if view.contest.id != contest_id:
        raise NotFound()
    return view


def _onward(request: WebRequest, view: BallotView, submitted: bool) -> Answer:
    message = (
        _("%(code)sを提出しました。", code=view.own.code)
        if submitted
        else _("%(code)sの下書きを保存しました。", code=view.own.code)
    )
    following = view.next_entry()
    if following is None:
        return redirect(request, HOME, message)
    return redirect(request, _address(view.contest.id, following.id), message)


def _ballot(request: WebRequest, view: BallotView, form: BallotForm, status: int = 200) -> Answer:
    scored = [one for one in view.criteria if form[score_field(one)].data]
    return render(
        request,
        "judging/ballot.html",
        status=status,
        view=view,
        form=form,
        writing=view.is_writable or status != 200,
        missing=[one for one in view.criteria if one not in scored],
        score_field=score_field,
        comment_field=comment_field,
        ends=ENDS,
        scale=SCALE,
        ballot_chip=ballot_chip,
        clock_time=clock_time,
        time_left=time_left,
    )


def _recusal(request: WebRequest, view: BallotView, form: RecusalForm, status: int = 200) -> Answer:
    return render(
        request,
        "judging/recuse.html",
        status=status,
        view=view,
        form=form,
        breadcrumbs=_crumbs(
            (view.own.code, _address(view.contest.id, view.entry.id)), (_("回避する"), None)
        ),
    )
