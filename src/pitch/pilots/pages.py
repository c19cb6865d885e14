"""HTML pages of pilots: lists, planning, and one pilot. Acts and results are in `acts_pages`."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.i18n import ngettext, path, pick, shortened
from foundation.web import WebRequest, redirect, render
from foundation.web.api import LONG_FORM, PageController
from foundation.web.forms import form_errors, read_form, rows_changed
from foundation.web.pagination import page_number
from foundation.web.rendering import Crumbs
from pitch.pilots import commands, labels, policy, queries
from pitch.pilots.content import PilotSource
from pitch.pilots.evidence import lines_of, timeline_of
from pitch.pilots.forms import CallForm, NewPilotForm, PlanForm
from pitch.pilots.permissions import Permission
from pitch.pilots.sources import (
    MOST_CHOICES,
    Origin,
    challenge_choices,
    origin_of,
    solution_choices,
)
from pitch.pilots.states import EDITABLE, MEASURED, PilotState, SourceKind
from pitch.pilots.views import PilotView

Answer = Response[Any]
LIST = "/pilots"
StateQuery = Annotated[str, QueryParameter(name="state")]
EntryQuery = Annotated[UUID | None, QueryParameter(name="entry")]
ChallengeQuery = Annotated[UUID | None, QueryParameter(name="challenge")]
SolutionQuery = Annotated[UUID | None, QueryParameter(name="solution")]


def list_crumbs(actor: Actor) -> list[tuple[str, str | None]]:
    """The way from the home page to the list."""
    home = _("トップ") if actor.is_anonymous else _("ホーム")
    return [(home, "/"), (ngettext("実証", "実証", 2), LIST)]


def pilot_crumbs(actor: Actor, pilot: PilotView) -> list[tuple[str, str | None]]:
    """The way to one pilot."""
    short = shortened(pick(pilot.title_ja, pilot.title_en))
    return [*list_crumbs(actor), (short, f"{LIST}/{pilot.id}")]


def ended(crumbs: list[tuple[str, str | None]]) -> Crumbs:
    """The way, its last step being this page."""
    return [*crumbs[:-1], (crumbs[-1][0], None)]


def list_tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """The lists this actor can choose from; none when there is only one."""
    if not policy.may_read_own(actor):
        return []
    if actor.may(Permission.READ_ANY):
        own = _("計画中も含むすべて")
    else:
        own = _("自局の実証") if actor.may(Permission.READ_BUREAU) else _("自社の実証")
    items = [(_("公開されている実証"), LIST), (own, f"{LIST}/mine")]
    return [(label, path(href), href == current) for label, href in items]


def words() -> dict[str, Any]:
    """Functions that all templates of this area use."""
    return {
        "state_chip": labels.state_chip,
        "outcome_label": labels.outcome_label,
        "source_label": labels.source_label,
        "act_words": labels.ACTS,
        "number": labels.number,
    }


class PilotPages(PageController):
    """Lists of pilots, and planning a new one."""

    path = LIST

    @get()
    async def index(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        in_state: StateQuery = "",
        page: FromQuery[str] = "",
    ) -> Answer:
        """What everybody sees."""
        state = in_state if in_state in (PilotState.RUNNING, PilotState.EVALUATED) else ""
        return render(
            request,
            "pilots/list.html",
            page=await queries.list_pilots(state, page_number(page)),
            state=state,
            states=[PilotState.RUNNING, PilotState.EVALUATED],
            address=LIST,
            tabs=list_tabs(actor, LIST),
            may_plan=bool(policy.may_plan(actor)),
            state_label=labels.state_label,
            breadcrumbs=ended(list_crumbs(actor)),
            **words(),
        )

    @get("/mine")
    async def mine(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        in_state: StateQuery = "",
        page: FromQuery[str] = "",
    ) -> Answer:
        """The pilots one is concerned with, in any state."""
        state = in_state if in_state in set(PilotState) else ""
        tabs = list_tabs(actor, f"{LIST}/mine")
        return render(
            request,
            "pilots/list.html",
            page=await queries.own_pilots(actor, state, page_number(page)),
            state=state,
            states=list(PilotState),
            address=f"{LIST}/mine",
            tabs=tabs,
            may_plan=bool(policy.may_plan(actor)),
            state_label=labels.state_label,
            breadcrumbs=[*list_crumbs(actor), (tabs[-1][0], None)],
            **words(),
        )

    @get("/new")
    async def new(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        entry: EntryQuery = None,
        challenge: ChallengeQuery = None,
        solution: SolutionQuery = None,
    ) -> Answer:
        """The form with what the source already says; without one, a call's solution is chosen."""
        actor.account()
        policy.may_plan(actor).require()
        source = _source_of(entry, challenge, solution)
        if source.kind is SourceKind.OPEN_CALL and solution is None:
            form: NewPilotForm = await _call_form(
                actor, CallForm.for_new(actor, **_source_values(source))
            )
            return plan_page(request, actor, form)
        origin = await origin_of(actor, source)
        values = {**_source_values(source), **_suggested_values(origin)}
        if source.kind is SourceKind.OPEN_CALL:
            form = await _call_form(actor, CallForm.for_new(actor, **values))
        else:
            form = NewPilotForm.for_new(actor, **values)
        return plan_page(request, actor, form, origin=origin)

    @post(request_max_body_size=LONG_FORM)
    async def create(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """Keep a plan; sent twice, it is one."""
        actor.account()
        policy.may_plan(actor).require()
        data = await read_form(request)
        form = NewPilotForm.making(actor, data)
        if form.source.kind is SourceKind.OPEN_CALL:
            form = await _call_form(actor, CallForm.making(actor, data))
        if rows_changed(form, data):
            return plan_page(request, actor, form)
        if not form.validate():
            return plan_page(request, actor, form, status=422)
        try:
            made = await commands.plan_pilot(actor, form.record_id, form.source, form.content)
        except (Invalid, Conflict) as error:
            form_errors(form, error)
            return plan_page(request, actor, form, status=error.status)
        return redirect(request, f"{LIST}/{made.id}", _("計画を保存しました"))


class PilotPage(PageController):
    """One pilot: its page, its plan's form, its history."""

    path = LIST + "/{pilot_id:uuid}"

    @get()
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """Outcome first, then evidence."""
        return render_detail(request, actor, await queries.pilot_for(actor, pilot_id))

    @get("/history")
    async def history(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """What was done, for the bureau and the secretariat."""
        actor.account()
        events = await queries.history_of(actor, pilot_id)
        pilot = await queries.pilot_for(actor, pilot_id)
        return render(
            request,
            "pilots/history.html",
            pilot=pilot,
            events=events,
            event_label=labels.event_label,
            breadcrumbs=[*pilot_crumbs(actor, pilot), (_("履歴"), None)],
            **words(),
        )

    @get("/edit")
    async def edit(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """The form with what is planned."""
        pilot = await led_pilot(actor, pilot_id)
        if pilot.state not in EDITABLE:
            raise Conflict(_("直せるのは計画中の間だけです。先に計画に戻します。"), pilot.state)
        return plan_page(request, actor, PlanForm.of(pilot), pilot=pilot)

    @post("/edit", request_max_body_size=LONG_FORM)
    async def update(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """Keep the changed plan."""
        pilot = await led_pilot(actor, pilot_id)
        data = await read_form(request)
        form = PlanForm.from_request(data)
        if rows_changed(form, data):
            return plan_page(request, actor, form, pilot=pilot)
        if not form.validate():
            return plan_page(request, actor, form, pilot=pilot, status=422)
        try:
            await commands.update_pilot(actor, pilot_id, form.seen_version, form.content)
        except (Invalid, Conflict) as error:
            form_errors(form, error)
            return plan_page(request, actor, form, pilot=pilot, status=error.status)
        return redirect(request, f"{LIST}/{pilot_id}", _("計画を保存しました"))


async def led_pilot(actor: Actor, pilot_id: UUID) -> PilotView:
    """A pilot for those who may change it.

    Raises:
        NotAuthenticated, NotFound, NotPermitted.
    """
    actor.account()
    pilot = await queries.pilot_for(actor, pilot_id)
    policy.may_lead(actor, pilot).require()
    return pilot


def render_detail(
    request: WebRequest,
    actor: Actor,
    pilot: PilotView,
    error: Conflict | None = None,
) -> Answer:
    """The page of one pilot; an error says why an act was refused."""
    return render(
        request,
        "pilots/detail.html",
        status=error.status if error else 200,
        pilot=pilot,
        lines=lines_of(pilot),
        timeline=timeline_of(pilot),
        acts={act.name: act for act in pilot.acts},
        measures=pilot.leads and pilot.state in MEASURED,
        editable=pilot.leads and pilot.state in EDITABLE,
        problem=error.message if error else "",
        breadcrumbs=ended(pilot_crumbs(actor, pilot)),
        **words(),
    )


def _source_of(entry: UUID | None, challenge: UUID | None, solution: UUID | None) -> PilotSource:
    if entry is not None:
        return PilotSource(kind=SourceKind.CONTEST_ENTRY, entry_id=entry)
    both = challenge is not None and solution is not None
    return PilotSource(
        kind=SourceKind.SHORTLIST if both else SourceKind.OPEN_CALL,
        challenge_id=challenge,
        solution_id=solution,
    )


def _source_values(source: PilotSource) -> dict[str, str]:
    ids = {name: getattr(source, name) for name in ("entry_id", "challenge_id", "solution_id")}
    return {
        "source_kind": source.kind.value,
        **{name: str(value) if value else "" for name, value in ids.items()},
    }


def _suggested_values(origin: Origin) -> dict[str, Any]:
    names = ("title_ja", "title_en", "site_ja", "site_en", "section_ja", "section_en")
    return {name: getattr(origin.suggested, name) for name in names}


async def _call_form(actor: Actor, form: CallForm) -> CallForm:
    source = form.source
    solutions = await solution_choices(actor, source.solution_id)
    challenges = await challenge_choices(actor, source.challenge_id)
    form.solution_id.offer(solutions.choices)
    form.challenge_id.offer(challenges.choices)
    if solutions.cut:
        form.solution_id.description = _(
            "新しい%(most)s件だけを示しています。ほかの解決策は、このページのアドレスに ?solution= と"
            "その解決策のIDを付けて開くと選べます。",
            most=MOST_CHOICES,
        )
    if challenges.cut:
        form.challenge_id.description = _(
            "自局の課題と新しい課題から%(most)s件だけを示しています。ほかの課題は、このページのアドレスに "
            "?challenge= とその課題のIDを付けて開くと選べます。",
            most=MOST_CHOICES,
        )
    return form


def plan_page(
    request: WebRequest,
    actor: Actor,
    form: PlanForm,
    *,
    pilot: PilotView | None = None,
    origin: Origin | None = None,
    status: int = 200,
) -> Answer:
    """The form of a plan."""
    kind = pilot.source_kind if pilot else None
    if isinstance(form, NewPilotForm):
        kind = form.source.kind
    title = _("計画を直す") if pilot else _("実証を計画する")
    crumbs = pilot_crumbs(actor, pilot) if pilot else list_crumbs(actor)
    return render(
        request,
        "pilots/form.html",
        status=status,
        form=form,
        pilot=pilot,
        origin=origin,
        title=title,
        chooses=isinstance(form, CallForm),
        from_call=kind == SourceKind.OPEN_CALL,
        breadcrumbs=[*crumbs, (title, None)],
        **words(),
    )
