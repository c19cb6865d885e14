"""HTML pages of certifications for the bureau's certifiers: lists, writing, one certification."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from foundation import clock
from foundation.access.actor import Actor
from foundation.errors import Conflict, DomainError, Invalid
from foundation.i18n import gettext as _
from foundation.i18n import pick
from foundation.web import WebRequest, redirect, render
from foundation.web.api import LONG_FORM, PageController
from foundation.web.forms import Form, form_errors, issue, read_form, rows_changed
from foundation.web.pagination import page_number
from matching.solutions.queries import SolutionFilter, list_solutions
from pitch.pilots.queries import completed_pilots_of
from procurement.certification import commands, policy, queries
from procurement.certification.content import decision_errors
from procurement.certification.forms import CertificationForm, StartForm
from procurement.certification.labels import event_label, state_label, words
from procurement.certification.permissions import Permission
from procurement.certification.states import Act, CertificationState
from procurement.certification.views import CertificationView
from procurement.law import rule_here

Answer = Response[Any] | Redirect
StateQuery = Annotated[str, QueryParameter(name="state")]
LIST = "/certifications"
LONGEST_CRUMB = 24


def list_crumbs() -> list[tuple[str, str | None]]:
    """The way to the list."""
    return [(_("ホーム"), "/"), (_("認定の手続き"), LIST)]


def crumbs_to(certification: CertificationView) -> list[tuple[str, str | None]]:
    """The way to one certification."""
    title = pick(certification.title_ja, certification.title_en)
    short = title if len(title) <= LONGEST_CRUMB else title[: LONGEST_CRUMB - 1] + "…"
    return [*list_crumbs(), (short, f"{LIST}/{certification.id}")]


async def own(actor: Actor, certification_id: UUID) -> CertificationView:
    """A certification for those who may change it.

    Raises:
        NotAuthenticated, NotFound, NotPermitted.
    """
    actor.account()
    certification = await queries.certification_for(actor, certification_id)
    policy.may_change(actor, certification).require()
    return certification


class CertificationPages(PageController):
    """Certifications to read."""

    path = LIST

    @get("/")
    async def listing(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        in_state: StateQuery = "",
        page: FromQuery[str] = "",
    ) -> Answer:
        """The bureau's certifications in any state; for a firm, its own published ones."""
        state = in_state if in_state in set(CertificationState) else ""
        return render(
            request,
            "certification/list.html",
            page=await queries.own_certifications(actor, page_number(page), state),
            state=state,
            state_choices=[(one.value, state_label(one)) for one in CertificationState],
            writes=actor.may(Permission.WRITE),
            breadcrumbs=[list_crumbs()[0], (_("認定の手続き"), None)],
            **words(),
        )

    @get("/new")
    async def new(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        q: FromQuery[str] = "",
        page: FromQuery[str] = "",
    ) -> Answer:
        """What to certify: a completed pilot of the bureau, or any public solution."""
        return await _choice_page(request, actor, q, page_number(page))

    @get("/{certification_id:uuid}")
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """One certification, for its bureau; all others read what is public in the list."""
        actor.account()
        certification = await queries.certification_for(actor, certification_id)
        if not certification.owner:
            return redirect(request, f"/certified/{certification_id}")
        return await render_detail(request, actor, certification)

    @get("/{certification_id:uuid}/evidence")
    async def evidence(
        self, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Response[str]:
        """What the decision rested on, as it was frozen; its SHA-256 is that of the file."""
        text, digest = await queries.evidence_text(actor, certification_id)
        name = f"certification-{certification_id}.json"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Content-SHA256": digest,
        }
        return Response(text, media_type="application/json", headers=headers)


async def render_detail(
    request: WebRequest,
    actor: Actor,
    certification: CertificationView,
    *,
    problem: str = "",
    status: int = 200,
) -> Answer:
    """The page of one certification; `problem` says why an act was refused."""
    missing: list[str] = []
    if certification.is_draft:
        required = rule_here().minimum_experts
        form = CertificationForm.of(certification)
        found = decision_errors(certification.content, required, clock.today())
        missing = [str(form._fields[name].label.text) for name in found if name in form._fields]
    return render(
        request,
        "certification/detail.html",
        status=status,
        certification=certification,
        content=certification.content,
        problem=problem,
        missing=missing,
        acts={act.name for act in certification.acts},
        events=await queries.history_of(actor, certification.id),
        event_label=event_label,
        breadcrumbs=[*list_crumbs(), (crumbs_to(certification)[-1][0], None)],
        **words(),
    )


class CertificationWriting(CertificationPages):
    """Drafting and changing, beside reading: one address takes GET and POST together."""

    @post("/")
    async def create(self, request: WebRequest, actor: NamedDependency[Actor]) -> Answer:
        """Begin with what was chosen; sent twice, or begun before, it is one draft."""
        actor.account()
        policy.may_write(actor).require()
        form = StartForm.making(actor, await read_form(request))
        try:
            solution = _uuid("solution_id", form.solution_id.data)
            pilot = _uuid("pilot_id", form.pilot_id.data)
            begun = (await queries.drafts_begun(actor)).get((pilot, None if pilot else solution))
            if begun not in (None, form.record_id):
                message = _("書きかけの下書きがあります。その続きを書いてください")
                return redirect(request, f"{LIST}/{begun}/edit", message)
            made = await commands.create_certification(actor, form.record_id, solution, pilot)
        except (Invalid, Conflict) as error:
            return await _choice_page(request, actor, "", 1, error)
        message = _("下書きを作りました。続きを書いてください")
        return redirect(request, f"{LIST}/{made.id}/edit", message)

    @get("/{certification_id:uuid}/edit")
    async def edit(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """The form with what is written."""
        certification = await own(actor, certification_id)
        if not certification.is_draft:
            message = _("決定した内容は書き直せません。公表の前なら、先に決定を取り下げます。")
            raise Conflict(message, certification.state)
        return form_page(request, CertificationForm.of(certification), certification)

    @post("/{certification_id:uuid}/edit", request_max_body_size=LONG_FORM)
    async def update(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Keep the changed draft, or show it again with a row more or less."""
        certification = await own(actor, certification_id)
        data = await read_form(request)
        form = CertificationForm.from_request(data)
        if rows_changed(form, data):
            return form_page(request, form, certification)
        if not form.validate():
            return form_page(request, form, certification, status=422)
        try:
            await commands.update_certification(
                actor, certification_id, form.seen_version, form.content
            )
        except (Invalid, Conflict) as error:
            page = form_errors(form, error)
            return form_page(request, page, certification, status=error.status)
        if data.get("_decide"):
            return redirect(request, f"{LIST}/{certification_id}/{Act.DECIDE.value}")
        return redirect(request, f"{LIST}/{certification_id}", _("下書きを保存しました"))


def form_page(
    request: WebRequest, form: Form, certification: CertificationView, status: int = 200
) -> Answer:
    """The form of a draft."""
    title = _("認定の内容を書く")
    return render(
        request,
        "certification/form.html",
        status=status,
        form=form,
        certification=certification,
        title=title,
        required=rule_here().minimum_experts,
        breadcrumbs=[*crumbs_to(certification), (title, None)],
        **words(),
    )


async def _choice_page(
    request: WebRequest, actor: Actor, q: str, page: int, error: DomainError | None = None
) -> Answer:
    actor.account()
    policy.may_write(actor).require()
    title = _("認定するものを選ぶ")
    q = q[:100].strip()
    return render(
        request,
        "certification/new.html",
        status=200 if error is None else error.status,
        page=await list_solutions(SolutionFilter(q=q), page),
        pilots=await completed_pilots_of(actor),
        begun=await queries.drafts_begun(actor),
        q=q,
        problem="" if error is None else error.message,
        title=title,
        issue=partial(issue, actor, StartForm.makes),
        breadcrumbs=[*list_crumbs(), (title, None)],
        **words(),
    )


def _uuid(name: str, text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Invalid({name: _("一覧の中から選んでください。")}) from error
