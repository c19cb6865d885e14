"""HTML pages that lead a certification from state to state."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation import clock
from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import Form, form_errors, read_form
from procurement.certification import commands, labels
from procurement.certification.content import decision_errors
from procurement.certification.forms import (
    CertificationForm,
    DecisionForm,
    ReasonForm,
    SuspensionForm,
    VersionForm,
)
from procurement.certification.labels import words
from procurement.certification.pages.records import (
    LIST,
    Answer,
    crumbs_to,
    form_page,
    own,
    render_detail,
)
from procurement.certification.queries import proposed_number_for
from procurement.certification.states import Act
from procurement.certification.term import default_term_end
from procurement.certification.views import CertificationView
from procurement.law import rule_here

_COMMANDS = {
    Act.TAKE_BACK: commands.take_back_certification,
    Act.RESUME: commands.resume_certification,
    Act.REVOKE: commands.revoke_certification,
    Act.ABANDON: commands.abandon_certification,
    Act.REOPEN: commands.reopen_certification,
}


class CertificationActs(PageController):
    """What leads a certification from state to state."""

    path = LIST + "/{certification_id:uuid}"

    @get("/decide")
    async def ask_decide(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Number and term, as proposed; what the draft lacks is shown first, in its form."""
        certification = await _ready(actor, certification_id, Act.DECIDE)
        today = clock.today()
        law = rule_here()
        lacking = decision_errors(certification.content, law.minimum_experts, today)
        if lacking:
            draft = form_errors(CertificationForm.of(certification), Invalid(lacking))
            return form_page(request, draft, certification, status=422)
        form = DecisionForm(
            data={
                "version": str(certification.version),
                "seen": certification.seen,
                "decision_number": await proposed_number_for(actor.organisation_id, today),
                "term_start": today,
                "term_end": default_term_end(today, law.term_fiscal_years),
            }
        )
        return _decision_page(request, form, certification)

    @post("/decide")
    async def decide(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Certify, quietly; what the draft lacks is shown in its form."""
        certification = await own(actor, certification_id)
        form = DecisionForm.from_request(await read_form(request))
        if not form.validate():
            return _decision_page(request, form, certification, status=422)
        try:
            await commands.decide_certification(
                actor,
                certification_id,
                form.seen_version,
                seen=form.seen.data or "",
                decision_number=form.decision_number.data,
                term_start=form.term_start.data,
                term_end=form.term_end.data,
            )
        except Invalid as error:
            if any(name not in form.data for name in error.errors):
                draft = form_errors(CertificationForm.of(certification), error)
                return form_page(request, draft, certification, status=422)
            return _decision_page(request, form_errors(form, error), certification, status=422)
        except Conflict as error:
            certification = await own(actor, certification_id)
            # what is shown again is what it rests on now, and the next decision is about that
            form.seen.data = certification.seen
            return _decision_page(request, form_errors(form, error), certification, status=409)
        return redirect(request, f"{LIST}/{certification_id}", labels.done_message(Act.DECIDE))

    @post("/publish")
    async def publish(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Make it known."""
        form = VersionForm.from_request(await read_form(request))
        certification = await own(actor, certification_id)
        try:
            await commands.publish_certification(actor, certification_id, form.seen_version)
        except Conflict as error:
            return await render_detail(
                request, actor, certification, problem=error.message, status=error.status
            )
        return redirect(request, f"{LIST}/{certification_id}", labels.done_message(Act.PUBLISH))

    @get("/take-back")
    async def ask_take_back(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Why the decision is taken back."""
        return await _ask(request, actor, certification_id, Act.TAKE_BACK)

    @post("/take-back")
    async def take_back(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Back to a draft."""
        return await _with_reason(request, actor, certification_id, Act.TAKE_BACK)

    @get("/suspend")
    async def ask_suspend(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Why, and until when, it is suspended."""
        return await _ask(request, actor, certification_id, Act.SUSPEND)

    @post("/suspend")
    async def suspend(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Suspend it from today."""
        return await _with_reason(request, actor, certification_id, Act.SUSPEND)

    @get("/resume")
    async def ask_resume(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Why it holds again."""
        return await _ask(request, actor, certification_id, Act.RESUME)

    @post("/resume")
    async def resume(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """End the suspension."""
        return await _with_reason(request, actor, certification_id, Act.RESUME)

    @get("/revoke")
    async def ask_revoke(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Why it is revoked."""
        return await _ask(request, actor, certification_id, Act.REVOKE)

    @post("/revoke")
    async def revoke(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Revoke it for good."""
        return await _with_reason(request, actor, certification_id, Act.REVOKE)

    @get("/abandon")
    async def ask_abandon(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Why the draft is put aside."""
        return await _ask(request, actor, certification_id, Act.ABANDON)

    @post("/abandon")
    async def abandon(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Put the draft aside."""
        return await _with_reason(request, actor, certification_id, Act.ABANDON)

    @get("/reopen")
    async def ask_reopen(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Why the draft is taken up again."""
        return await _ask(request, actor, certification_id, Act.REOPEN)

    @post("/reopen")
    async def reopen(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Take the draft up again."""
        return await _with_reason(request, actor, certification_id, Act.REOPEN)


async def _ready(actor: Actor, certification_id: UUID, act: Act) -> CertificationView:
    certification = await own(actor, certification_id)
    if act not in certification.acts:
        raise Conflict(_("今の状態では、この操作はできません。"), certification.state)
    return certification


async def _ask(request: WebRequest, actor: Actor, certification_id: UUID, act: Act) -> Answer:
    certification = await _ready(actor, certification_id, act)
    form = _form_of(act)(data={"version": str(certification.version)})
    return _reason_page(request, form, certification, act)


def _form_of(act: Act) -> type[ReasonForm]:
    return SuspensionForm if act is Act.SUSPEND else ReasonForm


async def _with_reason(
    request: WebRequest, actor: Actor, certification_id: UUID, act: Act
) -> Answer:
    form = _form_of(act).from_request(await read_form(request))
    certification = await own(actor, certification_id)
    if not form.validate():
        return _reason_page(request, form, certification, act, status=422)
    reason = form.reason.data or ""
    try:
        version = form.seen_version
        if isinstance(form, SuspensionForm):
            until: date | None = form.until.data
            await commands.suspend_certification(actor, certification_id, reason, until, version)
        else:
            await _COMMANDS[act](actor, certification_id, reason, version)
    except (Invalid, Conflict) as error:
        page = form_errors(form, error)
        return _reason_page(request, page, certification, act, status=error.status)
    return redirect(request, f"{LIST}/{certification_id}", labels.done_message(act))


def _reason_page(
    request: WebRequest,
    form: Form,
    certification: CertificationView,
    act: Act,
    status: int = 200,
) -> Answer:
    title, lead, button = labels.act_words(act)
    return _page(
        request,
        "certification/reason.html",
        certification,
        title,
        status,
        form=form,
        act=act,
        lead=lead,
        button=button,
    )


def _decision_page(
    request: WebRequest, form: DecisionForm, certification: CertificationView, status: int = 200
) -> Answer:
    form.term_end.description = _(
        "決定の年度を1年目として、%(years)s年目の年度の終わりを入れてあります。",
        years=rule_here().term_fiscal_years,
    )
    title = _("認定を決定する")
    return _page(request, "certification/decide.html", certification, title, status, form=form)


def _page(
    request: WebRequest,
    template: str,
    certification: CertificationView,
    title: str,
    status: int,
    **context: Any,
) -> Answer:
    return render(
        request,
        template,
        status=status,
        certification=certification,
        content=certification.content,
        title=title,
        breadcrumbs=[*crumbs_to(certification), (title, None)],
        **context,
        **words(),
    )
