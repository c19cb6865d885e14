"""HTML pages of contests and entries."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation.access.actor import Actor
from foundation.errors import Conflict, DomainError, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.i18n import pick
from foundation.identity.accounts.queries import people_in_role
from foundation.web import WebRequest, redirect, render
from foundation.web.api import LONG_FORM, PageController
from foundation.web.forms import form_errors, read_form, rows_changed
from foundation.web.pagination import page_number
from foundation.web.rendering import Crumbs
from matching.challenges.queries import open_challenges
from matching.solutions.queries import own_published_solutions
from pitch.contests import commands, entering, policy, queries
from pitch.contests.forms import ActForm, ContestForm, EntryForm, WithdrawForm, contest_values
from pitch.contests.labels import ACT_LABELS
from pitch.contests.queries import ContestView, EntryView
from pitch.contests.slots import DETAIL
from pitch.contests.states import Act

Answer = Response[Any]
JUDGE_ROLE = "judge"


def _crumbs(*more: tuple[str, str | None]) -> Crumbs:
    return [(_("トップ"), "/"), (_("コンテスト"), "/contests" if more else None), *more]


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
            breadcrumbs=_crumbs(),
        )

    @get("/new")
    async def new(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """An empty form."""
        actor.account()
        policy.may_run(actor).require()
        form = await _with_choices(ContestForm.for_new(actor))
        return await _contest_form(
            request, form, contest=None, breadcrumbs=_crumbs((_("コンテストを作る"), None))
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
            "breadcrumbs": _crumbs((_("コンテストを作る"), None)),
        }
        if rows_changed(form, data):
            return await _contest_form(request, form, **context)
        if not form.validate():
            return await _contest_form(request, form, 422, **context)
        try:
            made = await commands.create_contest(actor, form.record_id, form.content())
        except Invalid as error:
            return await _contest_form(request, form_errors(form, error), 422, **context)
        return redirect(request, f"/contests/{made.id}", _("下書きを保存しました。"))

    @get("/{contest_id:uuid}")
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """One contest."""
        contest = await queries.contest_for(actor, contest_id)
        return await _detail(request, actor, contest)

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
        if not form.validate():
            return await _contest_form(request, form, 422, **context)
        try:
            await commands.update_contest(actor, contest_id, form.seen_version, form.content())
        except (Invalid, Conflict) as error:
            return await _contest_form(request, form_errors(form, error), error.status, **context)
        return redirect(request, f"/contests/{contest_id}", _("保存しました。"))

    @post("/{contest_id:uuid}/{act:str}")
    async def act(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        act: FromPath[str],
    ) -> Answer:
        """Lead a contest to another state; what it lacks to open is shown in its form."""
        actor.account()
        chosen = _act(act)
        form = ActForm.from_request(await read_form(request))
        contest = await queries.contest_for(actor, contest_id)
        policy.may_run(actor).require()
        if not form.validate():
            return await _detail(request, actor, contest, form, chosen, 422)
        try:
            await commands.act_on_contest(
                actor,
                contest_id,
                chosen,
                form.seen_version,
                reason=form.reason.data or "",
                deadline=form.deadline.data,
            )
        except (Invalid, Conflict) as error:
            contest = await queries.contest_for(actor, contest_id)
            if isinstance(error, Invalid) and any(name not in form.data for name in error.errors):
                draft = await _with_choices(ContestForm(data=contest_values(contest)), contest)
                form_errors(draft, error)
                return await _contest_form(request, draft, 422, **_edit_context(contest))
            return await _detail(
                request, actor, contest, form_errors(form, error), chosen, error.status
            )
        return redirect(request, f"/contests/{contest_id}", str(ACT_LABELS[chosen]))


def _act(name: str) -> Act:
    try:
        return Act(name)
    except ValueError as error:
        raise NotFound() from error


def _edit_context(contest: ContestView) -> dict[str, Any]:
    crumb = (pick(contest.theme_ja, contest.theme_en), f"/contests/{contest.id}")
    return {"contest": contest, "breadcrumbs": _crumbs(crumb, (_("書き直す"), None))}


async def _detail(
    request: WebRequest,
    actor: Actor,
    contest: ContestView,
    act_form: ActForm | None = None,
    failed: Act | None = None,
    status: int = 200,
) -> Answer:
    return render(
        request,
        "contests/detail.html",
        status=status,
        contest=contest,
        entries=await queries.entries_of(actor, contest.id),
        may_enter=bool(policy.may_enter(actor)),
        failed_act=failed,
        acts=[
            (
                act,
                ACT_LABELS[act],
                (
                    act_form
                    if act_form is not None and act is failed
                    else ActForm.blank(version=contest.version)
                ).with_ids(act.value),
            )
            for act in contest.acts
        ],
        sections=await DETAIL.sections(request, actor, contest),
        breadcrumbs=_crumbs((pick(contest.theme_ja, contest.theme_en), None)),
    )


class EntryPages(PageController):
    """Entering a contest, and what became of it."""

    @get("/contests/{contest_id:uuid}/enter")
    async def new(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        solution: FromQuery[UUID | None] = None,
    ) -> Answer:
        """The form of an entry; a solution may be chosen already."""
        actor.account()
        policy.may_enter(actor).require()
        contest = await queries.contest_for(actor, contest_id)
        form = EntryForm.for_new(actor, solution_id=str(solution) if solution else None)
        return await _entry_form(request, actor, contest, form)

    @post("/contests/{contest_id:uuid}/enter")
    async def create(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Enter."""
        actor.account()
        policy.may_enter(actor).require()
        contest = await queries.contest_for(actor, contest_id)
        form = EntryForm.making(actor, await read_form(request))
        await _offer_solutions(actor, form)
        if not form.validate():
            return await _entry_form(request, actor, contest, form, 422)
        try:
            entry = await entering.enter_contest(
                actor,
                form.record_id,
                contest_id,
                UUID(form.solution_id.data),
                form.message_ja.data or "",
                form.message_en.data,
            )
        except (Invalid, Conflict) as error:
            return await _entry_form(
                request, actor, contest, form_errors(form, error), error.status
            )
        return redirect(
            request, f"/entries/{entry.id}", _("応募しました。確かめのメールをお送りします。")
        )

    @get("/entries")
    async def mine(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """The startup's own entries."""
        actor.account()
        policy.may_enter(actor).require()
        return render(
            request,
            "contests/entries.html",
            entries=await queries.own_entries(actor),
            breadcrumbs=_crumbs((_("応募"), None)),
        )

    @get("/entries/{entry_id:uuid}")
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], entry_id: FromPath[UUID]
    ) -> Answer:
        """One entry."""
        actor.account()
        entry = await queries.entry_for(actor, entry_id)
        return _entry_page(request, entry, WithdrawForm.blank())

    @post("/entries/{entry_id:uuid}/withdraw")
    async def withdraw(
        self, request: WebRequest, actor: NamedDependency[Actor], entry_id: FromPath[UUID]
    ) -> Answer:
        """Take an entry back."""
        actor.account()
        entry = await queries.entry_for(actor, entry_id)
        policy.may_withdraw(actor, entry.organisation_id).require()
        form = WithdrawForm.from_request(await read_form(request))
        if not form.validate():
            return _entry_page(request, entry, form, 422)
        try:
            await entering.withdraw_entry(actor, entry_id, form.reason.data or "")
        except DomainError as error:
            entry = await queries.entry_for(actor, entry_id)
            return _entry_page(request, entry, form_errors(form, error), error.status)
        return redirect(request, f"/entries/{entry_id}", _("応募を取り下げました。"))


async def _offer_solutions(actor: Actor, form: EntryForm) -> None:
    form.solution_id.offer(
        [
            (str(solution.id), pick(solution.title_ja, solution.title_en))
            for solution in await own_published_solutions(actor)
        ]
    )


async def _entry_form(
    request: WebRequest, actor: Actor, contest: ContestView, form: EntryForm, status: int = 200
) -> Answer:
    await _offer_solutions(actor, form)
    crumb = (pick(contest.theme_ja, contest.theme_en), f"/contests/{contest.id}")
    return render(
        request,
        "contests/enter.html",
        status=status,
        form=form,
        contest=contest,
        breadcrumbs=_crumbs(crumb, (_("応募する"), None)),
    )


def _entry_page(
    request: WebRequest, entry: EntryView, form: WithdrawForm, status: int = 200
) -> Answer:
    crumb = (pick(entry.theme_ja, entry.theme_en), f"/contests/{entry.contest_id}")
    return render(
        request,
        "contests/entry.html",
        status=status,
        entry=entry,
        form=form,
        breadcrumbs=_crumbs(crumb, (pick(entry.title_ja, entry.title_en), None)),
    )
