"""HTML pages of certifications to read: the list, and one for its bureau."""

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation import clock
from foundation.access.actor import Actor
from foundation.web import Answer, WebRequest, redirect, render
from foundation.web.api import PageController, StateQuery
from foundation.web.pagination import page_number
from procurement.certification import queries
from procurement.certification.content import decision_errors
from procurement.certification.labels import EVENTS, STATE_LABELS, words
from procurement.certification.pages.forms import CertificationForm
from procurement.certification.pages.frame import LIST, crumbs_to, list_crumbs
from procurement.certification.permissions import Permission
from procurement.certification.states import CertificationState
from procurement.certification.views import CertificationView
from procurement.law import rule_here


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
            state_choices=list(STATE_LABELS.items()),
            writes=actor.may(Permission.WRITE),
            breadcrumbs=list_crumbs(),
            **words(),
        )

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
        event_names=EVENTS,
        breadcrumbs=crumbs_to(certification),
        **words(),
    )
