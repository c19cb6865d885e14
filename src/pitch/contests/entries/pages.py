"""HTML pages of entries."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.i18n import pick
from foundation.web import Answer, WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import Refused, attempt, read_form
from matching.solutions.queries import own_published_solutions
from pitch.contests import policy
from pitch.contests.entries import commands, queries
from pitch.contests.entries.forms import EntryForm, WithdrawForm
from pitch.contests.entries.views import EntryView
from pitch.contests.pages import crumbs
from pitch.contests.queries import ContestView, contest_for


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
        contest = await contest_for(actor, contest_id)
        form = EntryForm.for_new(actor, solution_id=str(solution) if solution else None)
        return await _entry_form(request, actor, contest, form)

    @post("/contests/{contest_id:uuid}/enter")
    async def create(
        self, request: WebRequest, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> Answer:
        """Enter."""
        actor.account()
        policy.may_enter(actor).require()
        contest = await contest_for(actor, contest_id)
        form = EntryForm.making(actor, await read_form(request))
        await _offer_solutions(actor, form)
        entry = await attempt(
            form,
            lambda: commands.enter_contest(
                actor,
                form.record_id,
                contest_id,
                UUID(form.solution_id.data),
                form.message_ja.data or "",
                form.message_en.data,
            ),
        )
        if isinstance(entry, Refused):
            return await _entry_form(request, actor, contest, form, entry.status)
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
            breadcrumbs=crumbs((_("応募"), None)),
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
        made = await attempt(
            form, lambda: commands.withdraw_entry(actor, entry_id, form.reason.data or "")
        )
        if isinstance(made, Refused):
            entry = await queries.entry_for(actor, entry_id)
            return _entry_page(request, entry, form, made.status)
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
        breadcrumbs=crumbs(crumb, (_("応募する"), None)),
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
        breadcrumbs=crumbs(crumb, (pick(entry.title_ja, entry.title_en), None)),
    )
