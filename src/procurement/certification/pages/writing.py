"""HTML pages to begin and to write certifications."""

from functools import partial
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation.access.actor import Actor
from foundation.errors import Conflict, DomainError, Invalid
from foundation.i18n import gettext as _
from foundation.web import Answer, WebRequest, redirect, render
from foundation.web.api import LONG_FORM
from foundation.web.forms import Form, Refused, attempt, issue, read_form, rows_changed
from foundation.web.pagination import page_number
from matching.solutions.queries import SolutionFilter, list_solutions
from pitch.pilots.queries import completed_pilots_of
from procurement.certification import commands, policy, queries
from procurement.certification.labels import words
from procurement.certification.pages.forms import CertificationForm, StartForm
from procurement.certification.pages.frame import LIST, crumbs_to, list_crumbs, own
from procurement.certification.pages.reading import CertificationPages
from procurement.certification.states import Act
from procurement.certification.views import CertificationView
from procurement.law import rule_here


class CertificationWriting(CertificationPages):
    """Drafting and changing, beside reading: one address takes GET and POST together."""

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
        done = await attempt(
            form,
            lambda: commands.update_certification(
                actor, certification_id, form.seen_version, form.content
            ),
        )
        if isinstance(done, Refused):
            return form_page(request, form, certification, status=done.status)
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
