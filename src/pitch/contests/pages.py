"""HTML pages of contests."""

from functools import partial
from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.i18n import pick
from foundation.identity.accounts.queries import people_in_role
from foundation.web import Answer, Crumbs, WebRequest, redirect, render
from foundation.web.acts import PageAct, RecordPage, act_pages
from foundation.web.api import LONG_FORM, PageController
from foundation.web.forms import Form, Refused, attempt, form_errors, read_form, rows_changed
from foundation.web.pagination import page_number
from matching.challenges.queries import open_challenges
from pitch.contests import commands, policy, queries
from pitch.contests.entries.queries import entries_of
from pitch.contests.forms import ContestForm, LeadForm, contest_values
from pitch.contests.labels import ACTS
from pitch.contests.queries import ContestView
from pitch.contests.slots import DETAIL
from pitch.contests.states import Act

JUDGE_ROLE = "judge"


def crumbs(*more: tuple[str, str | None]) -> Crumbs:
    """Where a page of contests stands; the last part is the page itself."""
    return [(_("コンテスト"), "/contests"), *more]


async def _contest_form(
    request: WebRequest, form: ContestForm, status: int = 200, **context: Any
) -> Answer:
    return render(request, "contests/form.html", status=status, form=form, **context)


async def _with_choices(form: ContestForm, kept: ContestView | None = None) -> ContestForm:
    challenges = [
        (str(row.id), f"{row.number} {pick(row.title_ja, row.title_en)}")
        for row in await open_challenges()
    ]
    if kept is not None and str(kept.challenge_id) not in {value for value, _label in challenges}:
        title = pick(kept.challenge_title_ja or "", kept.challenge_title_en)
        challenges.append((str(kept.challenge_id), title))
    judges = [
        (str(judge.account_id), judge.account_name) for judge in await people_in_role(JUDGE_ROLE)
    ]
    form.challenge_id.offer(challenges)
    form.judge_ids.offer(judges)
    return form


class ContestPages(PageController):
    """Contests for everybody, and their making for the secretariat."""

    path = "/contests"

    @get()
    async def index(
        self, request: WebRequest, actor: NamedDependency[Actor], page: FromQuery[str] = ""
    ) -> Answer:
        """All contests the reader may see."""
        return render(
            request,
            "contests/list.html",
            page=await queries.list_contests(actor, page_number(page)),
            may_run=bool(policy.may_run(actor)),
            breadcrumbs=crumbs(),
        )

    @get("/new")
    async def new(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """An empty form."""
        actor.account()
        policy.may_run(actor).require()
        form = await _with_choices(ContestForm.for_new(actor))
        return await _contest_form(
            request, form, contest=None, breadcrumbs=crumbs((_("コンテストを作る"), None))
        )

    @post(request_max_body_size=LONG_FORM)
    async def create(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """Draft a contest."""
        actor.account()
        policy.may_run(actor).require()
        data = await read_form(request)
        form = await _with_choices(ContestForm.making(actor, data))
        context: dict[str, Any] = {
            "contest": None,
            "breadcrumbs": crumbs((_("コンテストを作る"), None)),
        }
        if rows_changed(form, data):
            return await _contest_form(request, form, **context)
        made = await attempt(
            form, lambda: commands.create_contest(actor, form.record_id, form.content())
        )
        if isinstance(made, Refused):
            return await _contest_form(request, form, made.status, **context)
        return redirect(request, f"/contests/{made.id}", _("下書きを保存しました。"))

    @get("/{contest_id:uuid}")
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """One contest."""
        return await _detail(request, actor, await queries.contest_for(actor, contest_id))

    @get("/{contest_id:uuid}/edit")
    async def edit(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """The form with the contest as it stands."""
        actor.account()
        policy.may_run(actor).require()
        contest = await queries.contest_for(actor, contest_id)
        form = await _with_choices(ContestForm(data=contest_values(contest)), contest)
        return await _contest_form(request, form, **_edit_context(contest))

    @post("/{contest_id:uuid}/edit", request_max_body_size=LONG_FORM)
    async def update(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Change a contest."""
        actor.account()
        policy.may_run(actor).require()
        contest = await queries.contest_for(actor, contest_id)
        data = await read_form(request)
        form = await _with_choices(ContestForm.from_request(data), contest)
        context = _edit_context(contest)
        if rows_changed(form, data):
            return await _contest_form(request, form, **context)
        made = await attempt(
            form,
            lambda: commands.update_contest(actor, contest_id, form.seen_version, form.content()),
        )
        if isinstance(made, Refused):
            return await _contest_form(request, form, made.status, **context)
        return redirect(request, f"/contests/{contest_id}", _("保存しました。"))


def _edit_context(contest: ContestView) -> dict[str, Any]:
    crumb = (pick(contest.theme_ja, contest.theme_en), f"/contests/{contest.id}")
    return {"contest": contest, "breadcrumbs": crumbs(crumb, (_("書き直す"), None))}


async def _detail(
    request: WebRequest,
    actor: Actor,
    contest: ContestView,
    failed: Act | None = None,
    refused: Form | None = None,
    status: int = 200,
) -> Answer:
    forms: dict[Act, Form] = {act: LeadForm.blank(version=contest.version) for act in contest.acts}
    if failed in forms and refused is not None:
        forms[failed] = refused
    return render(
        request,
        "contests/detail.html",
        status=status,
        contest=contest,
        entries=await entries_of(actor, contest.id),
        may_enter=bool(policy.may_enter(actor)),
        failed_act=failed,
        acts=[(act, ACTS[act].label, form.with_ids(act.value)) for act, form in forms.items()],
        sections=await DETAIL.sections(request, actor, contest),
        breadcrumbs=crumbs((pick(contest.theme_ja, contest.theme_en), None)),
    )


async def _led(actor: Actor, contest_id: UUID, _act: Act) -> ContestView:
    actor.account()
    contest = await queries.contest_for(actor, contest_id)
    policy.may_run(actor).require()
    return contest


async def _again(
    request: WebRequest,
    actor: Actor,
    contest: ContestView,
    act: Act,
    form: Form,
    error: Invalid | Conflict,
) -> Answer:
    """What it lacks to open is shown in its form; all else on its page, as it stands now."""
    contest = await queries.contest_for(actor, contest.id)
    if isinstance(error, Invalid) and any(name not in form.data for name in error.errors):
        draft = await _with_choices(ContestForm(data=contest_values(contest)), contest)
        form_errors(draft, error)
        return await _contest_form(request, draft, 422, **_edit_context(contest))
    return await _detail(request, actor, contest, act, form_errors(form, error), error.status)


async def _lead(act: Act, actor: Actor, contest_id: UUID, form: LeadForm) -> None:
    await commands.act_on_contest(
        actor,
        contest_id,
        act,
        form.seen_version,
        reason=form.reason.data or "",
        deadline=form.deadline.data,
    )


PAGE = RecordPage(address="/contests", key="contest_id", words=ACTS, read=_led, again=_again)
ContestActs = act_pages(
    PAGE, [PageAct(act=act, run=partial(_lead, act), form=LeadForm, asks=False) for act in Act]
)
