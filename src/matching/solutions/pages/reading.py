"""HTML pages of solutions."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation import clock
from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.i18n import format_date, path, pick, shortened
from foundation.i18n import gettext as _
from foundation.web import Answer, Crumbs, WebRequest, redirect, render
from foundation.web.acts import ActForm, ReasonForm
from foundation.web.api import PageController
from foundation.web.forms import Form, FormData, Refused, attempt, form_errors, read_form
from foundation.web.pagination import filter_chips, page_number
from matching.solutions import commands, labels, policy, queries
from matching.solutions.commands import SolutionRecord
from matching.solutions.content import all_conditions
from matching.solutions.forms import SolutionFields, SolutionForm
from matching.solutions.pages.facts import facts_of, sample_note
from matching.solutions.pages.sections import DETAIL, LAST
from matching.solutions.queries import SolutionFilter
from matching.solutions.states import Act, SolutionState
from matching.solutions.views import SolutionView
from matching.startups.queries import startup_of
from matching.vocabulary.prices import unit_label
from matching.vocabulary.terms import choices, term_label, term_labels

LIST = "/solutions"


def words() -> dict[str, Any]:
    """Functions that all templates of this area use."""
    return {
        "term": term_label,
        "terms": term_labels,
        "answer_label": labels.answer_label,
        "unit_label": unit_label,
        "states": labels.STATES,
        "field_label": labels.field_label,
    }


def list_crumbs(actor: Actor) -> Crumbs:
    """The way to the list: startups come from their own."""
    return [(_("解決策"), f"{LIST}/mine" if policy.may_write(actor) else LIST)]


def list_tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """The lists this actor can choose from; none when there is only one."""
    if not policy.may_write(actor):
        return []
    items = [(_("公開されている解決策"), LIST), (_("自社の解決策"), f"{LIST}/mine")]
    return [(label, path(href), href == current) for label, href in items]


class SolutionPages(PageController):
    """Solutions to read, to write and to publish."""

    path = LIST

    @get("/")
    async def listing(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        q: FromQuery[str] = "",
        category: FromQuery[str] = "",
        region: FromQuery[str] = "",
        page: FromQuery[str] = "",
    ) -> Response[str]:
        """What is public, for everybody."""
        chosen = SolutionFilter(q=q[:100].strip(), category=category, region=region)
        return render(
            request,
            "solutions/list.html",
            page=await queries.list_solutions(chosen, page_number(page)),
            chosen=chosen,
            chips=_chips(chosen),
            tabs=list_tabs(actor, LIST),
            category_choices=choices("category"),
            region_choices=choices("region"),
            breadcrumbs=list_crumbs(actor),
            **words(),
        )

    @post("/")
    async def create(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """Keep a draft, and publish it where that is asked; sent twice, it is one."""
        actor.account()
        policy.may_write(actor).require()
        data = await read_form(request)
        form = _complete(SolutionForm.making(actor, data), data)
        made = await attempt(
            form, lambda: commands.create_solution(actor, form.record_id, form.content)
        )
        if isinstance(made, Refused):
            return await _form_page(request, actor, form, None, made.status)
        return await _saved(request, actor, made, data)

    @get("/mine")
    async def mine(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """All solutions of one's startup."""
        items = await queries.own_solutions(actor)
        startup = await startup_of(actor)
        if startup is None:
            return redirect(request, "/startups/mine")
        return render(
            request,
            "solutions/mine.html",
            items=items,
            startup=startup,
            tabs=list_tabs(actor, f"{LIST}/mine"),
            breadcrumbs=[(_("自社の解決策"), None)],
            **words(),
        )

    @get("/new")
    async def new(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """An empty form."""
        actor.account()
        policy.may_write(actor).require()
        return await _form_page(request, actor, SolutionForm.for_new(actor), None)

    @get("/{solution_id:uuid}")
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], solution_id: FromPath[UUID]
    ) -> Response[str]:
        """One solution."""
        return await _detail_page(request, actor, await queries.solution_for(actor, solution_id))

    @get("/{solution_id:uuid}/edit")
    async def edit(
        self, request: WebRequest, actor: NamedDependency[Actor], solution_id: FromPath[UUID]
    ) -> Answer:
        """The form with what is written."""
        solution = await own_solution(actor, solution_id)
        return await _form_page(request, actor, SolutionForm.of(solution), solution)

    @post("/{solution_id:uuid}/edit")
    async def update(
        self, request: WebRequest, actor: NamedDependency[Actor], solution_id: FromPath[UUID]
    ) -> Answer:
        """Keep what was written; of a published one that is a new edition at once."""
        solution = await own_solution(actor, solution_id)
        data = await read_form(request)
        form = _complete(SolutionForm.from_request(data), data, published=solution.published)
        made = await attempt(
            form,
            lambda: commands.update_solution(actor, solution_id, form.seen_version, form.content),
        )
        if isinstance(made, Refused):
            return await _form_page(request, actor, form, solution, made.status)
        return await _saved(request, actor, made, data)


def _complete(form: SolutionFields, data: FormData, *, published: bool = False) -> SolutionFields:
    form.complete = published or bool(data.get("_publish"))
    return form


async def own_solution(actor: Actor, solution_id: UUID) -> SolutionView:
    """The solution, for those who write it.

    Raises:
        NotAuthenticated, NotFound, NotPermitted.
    """
    actor.account()
    solution = await queries.solution_for(actor, solution_id)
    policy.may_edit(actor, solution.startup_id).require()
    return solution


async def _saved(request: WebRequest, actor: Actor, made: SolutionRecord, data: FormData) -> Answer:
    published = made.state == SolutionState.PUBLISHED
    message = _("直した内容を公開しました") if published else _("保存しました")
    if data.get("_publish") and not published:
        try:
            await commands.publish_solution(actor, made.id, made.version)
        except (Invalid, Conflict) as error:
            solution = await own_solution(actor, made.id)
            return await refused(request, actor, solution, Act.PUBLISH, ActForm(), error)
        message = str(labels.ACTS[Act.PUBLISH].event)
    return redirect(request, f"{LIST}/{made.id}", message)


async def refused(
    request: WebRequest,
    actor: Actor,
    solution: SolutionView,
    act: Act,
    form: Form,
    error: Invalid | Conflict,
) -> Answer:
    """What a publication lacks is shown in the solution's form; all else on its page."""
    if isinstance(error, Conflict):
        solution = await queries.solution_for(actor, solution.id)
        return await _detail_page(
            request,
            actor,
            solution,
            form=form if act is Act.WITHDRAW else None,
            problem=error.message,
            status=error.status,
        )
    if act is Act.WITHDRAW:
        page = form_errors(form, error)
        return await _detail_page(request, actor, solution, form=page, status=error.status)
    page = form_errors(SolutionForm.of(solution), error)
    return await _form_page(request, actor, page, solution, status=error.status)


async def _form_page(
    request: WebRequest,
    actor: Actor,
    form: Form,
    solution: SolutionView | None,
    status: int = 200,
) -> Answer:
    startup = await startup_of(actor)
    if startup is None:
        return redirect(request, "/startups/mine")
    title = _("解決策を登録する") if solution is None else _("解決策を書き直す")
    crumbs = list_crumbs(actor)
    if solution is not None:
        crumbs = [*crumbs, (_short(solution), f"{LIST}/{solution.id}")]
    return render(
        request,
        "solutions/form.html",
        status=status,
        form=form,
        solution=solution,
        startup=startup,
        saved=_saved_at(solution),
        title=title,
        action=LIST if solution is None else f"{LIST}/{solution.id}/edit",
        breadcrumbs=[*crumbs, (_("新しく登録") if solution is None else _("書き直す"), None)],
        **words(),
    )


def _saved_at(solution: SolutionView | None) -> str | None:
    if solution is None or solution.updated_at is None or solution.published:
        return None
    at = solution.updated_at.astimezone(clock.TOKYO)
    if at.date() == clock.today():
        return _("%(time)s に下書きを保存しました", time=f"{at:%H:%M}")
    return _("%(day)sに下書きを保存しました", day=format_date(at, year=False))


def _short(solution: SolutionView) -> str:
    return shortened(pick(solution.title_ja, solution.title_en))


async def _detail_page(
    request: WebRequest,
    actor: Actor,
    solution: SolutionView,
    *,
    form: Form | None = None,
    problem: str = "",
    status: int = 200,
) -> Response[str]:
    return render(
        request,
        "solutions/detail.html",
        status=status,
        solution=solution,
        content=solution.content,
        conditions=all_conditions(solution.content),
        facts=facts_of(solution),
        sample_note=sample_note(solution),
        sections=[
            *await DETAIL.sections(request, actor, solution),
            *await LAST.sections(request, actor, solution),
        ],
        acts=solution.acts,
        act_words=labels.ACTS,
        form=form or ReasonForm(data={"version": str(solution.version)}),
        problem=problem,
        breadcrumbs=[*list_crumbs(actor), (_short(solution), None)],
        **words(),
    )


def _chips(chosen: SolutionFilter) -> list[tuple[str, str]]:
    texts = {
        "q": chosen.q,
        "category": term_label("category", chosen.category),
        "region": term_label("region", chosen.region),
    }
    values = {name: getattr(chosen, name) for name in texts if getattr(chosen, name)}
    return filter_chips(LIST, values, texts)
