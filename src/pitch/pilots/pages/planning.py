"""HTML pages that plan pilots, and change the plan."""

from typing import Annotated, Any
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from foundation.access.actor import Actor
from foundation.errors import Conflict
from foundation.i18n import gettext as _
from foundation.web import Answer, WebRequest, redirect, render
from foundation.web.api import LONG_FORM
from foundation.web.forms import Refused, attempt, read_form, rows_changed
from pitch.pilots import commands, policy
from pitch.pilots.content import PilotSource
from pitch.pilots.pages.forms import CallForm, NewPilotForm, PlanForm
from pitch.pilots.pages.frame import LIST, led_pilot, list_crumbs, pilot_crumbs, words
from pitch.pilots.pages.reading import PilotPage, PilotPages
from pitch.pilots.sources import (
    MOST_CHOICES,
    Origin,
    challenge_choices,
    origin_of,
    solution_choices,
)
from pitch.pilots.states import EDITABLE, SourceKind
from pitch.pilots.views import PilotView

EntryQuery = Annotated[UUID | None, QueryParameter(name="entry")]
ChallengeQuery = Annotated[UUID | None, QueryParameter(name="challenge")]
SolutionQuery = Annotated[UUID | None, QueryParameter(name="solution")]


class PlanningPages(PilotPages):
    """Planning a new pilot, beside the lists: one address takes GET and POST together."""

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
            return plan_page(request, form)
        origin = await origin_of(actor, source)
        values = {**_source_values(source), **_suggested_values(origin)}
        if source.kind is SourceKind.OPEN_CALL:
            form = await _call_form(actor, CallForm.for_new(actor, **values))
        else:
            form = NewPilotForm.for_new(actor, **values)
        return plan_page(request, form, origin=origin)

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
            return plan_page(request, form)
        made = await attempt(
            form, lambda: commands.plan_pilot(actor, form.record_id, form.source, form.content)
        )
        if isinstance(made, Refused):
            return plan_page(request, form, status=made.status)
        return redirect(request, f"{LIST}/{made.id}", _("計画を保存しました"))


class PlanPages(PilotPage):
    """One pilot, with the form of its plan."""

    @get("/edit")
    async def edit(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """The form with what is planned."""
        pilot = await led_pilot(actor, pilot_id)
        if pilot.state not in EDITABLE:
            raise Conflict(_("直せるのは計画中の間だけです。先に計画に戻します。"), pilot.state)
        return plan_page(request, PlanForm.of(pilot), pilot=pilot)

    @post("/edit", request_max_body_size=LONG_FORM)
    async def update(
        self, request: WebRequest, actor: NamedDependency[Actor], pilot_id: FromPath[UUID]
    ) -> Answer:
        """Keep the changed plan."""
        pilot = await led_pilot(actor, pilot_id)
        data = await read_form(request)
        form = PlanForm.from_request(data)
        if rows_changed(form, data):
            return plan_page(request, form, pilot=pilot)
        done = await attempt(
            form,
            lambda: commands.update_pilot(actor, pilot_id, form.seen_version, form.content),
        )
        if isinstance(done, Refused):
            return plan_page(request, form, pilot=pilot, status=done.status)
        return redirect(request, f"{LIST}/{pilot_id}", _("計画を保存しました"))


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
    crumbs = pilot_crumbs(pilot) if pilot else list_crumbs()
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
