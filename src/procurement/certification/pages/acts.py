"""HTML pages that lead a certification from state to state."""

from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from foundation import clock
from foundation.access.actor import Actor
from foundation.errors import Conflict, Invalid
from foundation.i18n import gettext as _
from foundation.i18n import lazy as _l
from foundation.i18n import pick
from foundation.web import Answer, WebRequest, redirect
from foundation.web.acts import PageAct, RecordPage, act_pages, ask_page
from foundation.web.api import PageController
from foundation.web.forms import Form, Refused, attempt, form_errors, read_form
from procurement.certification import commands, labels
from procurement.certification.content import decision_errors
from procurement.certification.pages.forms import CertificationForm, DecisionForm, SuspensionForm
from procurement.certification.pages.frame import LIST, crumbs_to, own
from procurement.certification.pages.reading import render_detail
from procurement.certification.pages.writing import form_page
from procurement.certification.queries import proposed_number_for
from procurement.certification.states import Act
from procurement.certification.term import default_term_end
from procurement.certification.views import CertificationView
from procurement.law import rule_here

_BACK = _l("認定に戻る")


async def _read(actor: Actor, certification_id: UUID, _act: Act) -> CertificationView:
    return await own(actor, certification_id)


async def _again(
    request: WebRequest,
    actor: Actor,
    certification: CertificationView,
    _act: Act,
    _form: Form,
    error: Invalid | Conflict,
) -> Answer:
    return await render_detail(
        request, actor, certification, problem=error.message, status=error.status
    )


async def _suspend(actor: Actor, certification_id: UUID, form: SuspensionForm) -> None:
    await commands.suspend_certification(
        actor, certification_id, form.reason.data or "", form.until.data, form.seen_version
    )


PAGE = RecordPage(
    address=LIST,
    key="certification_id",
    words=labels.ACTS,
    read=_read,
    crumbs=crumbs_to,
    eyebrow=lambda certification: [
        certification.decision_number,
        pick(certification.title_ja, certification.title_en),
    ],
    back=_BACK,
    again=_again,
)
CertificationActs = act_pages(
    PAGE,
    [
        commands.publish_certification,
        commands.take_back_certification,
        PageAct(act=Act.SUSPEND, run=_suspend, form=SuspensionForm),
        commands.resume_certification,
        commands.revoke_certification,
        commands.abandon_certification,
        commands.reopen_certification,
    ],
)


class CertificationDeciding(PageController):
    """The decision: what the draft lacks is shown in its form, before and after."""

    path = LIST + "/{certification_id:uuid}/decide"

    @get()
    async def ask(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Number and term, as proposed; what the draft lacks is shown first, in its form."""
        certification = await own(actor, certification_id)
        if Act.DECIDE not in certification.acts:
            raise Conflict(_("今の状態では、この操作はできません。"), certification.state)
        today, law = clock.today(), rule_here()
        lacking = decision_errors(certification.content, law.minimum_experts, today)
        if lacking:
            return _draft_page(request, certification, Invalid(lacking))
        form = DecisionForm.blank(
            version=str(certification.version),
            seen=certification.seen,
            decision_number=await proposed_number_for(actor.organisation_id, today),
            term_start=today,
            term_end=default_term_end(today, law.term_fiscal_years),
        )
        return _decision_page(request, form, certification)

    @post()
    async def decide(
        self, request: WebRequest, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Answer:
        """Certify, quietly."""
        certification = await own(actor, certification_id)
        form = DecisionForm.from_request(await read_form(request))
        made = await attempt(
            form,
            lambda: commands.decide_certification(
                actor,
                certification_id,
                form.seen_version,
                seen=form.seen.data or "",
                decision_number=form.decision_number.data,
                term_start=form.term_start.data,
                term_end=form.term_end.data,
            ),
        )
        if isinstance(made, Refused):
            error = made.error
            if isinstance(error, Invalid) and any(name not in form.data for name in error.errors):
                return _draft_page(request, certification, error)
            if isinstance(error, Conflict):
                certification = await own(actor, certification_id)
                # what is shown again is what it rests on now, and the next decision is about that
                form.seen.data = certification.seen
            return _decision_page(request, form, certification, made.status)
        return redirect(request, f"{LIST}/{certification_id}", str(labels.ACTS[Act.DECIDE].done))


def _draft_page(request: WebRequest, certification: CertificationView, error: Invalid) -> Answer:
    draft = form_errors(CertificationForm.of(certification), error)
    return form_page(request, draft, certification, status=422)


def _decision_page(
    request: WebRequest, form: DecisionForm, certification: CertificationView, status: int = 200
) -> Answer:
    form.term_end.description = _(
        "決定の年度を1年目として、%(years)s年目の年度の終わりを入れてあります。",
        years=rule_here().term_fiscal_years,
    )
    address = f"{LIST}/{certification.id}"
    return ask_page(
        request,
        labels.ACTS[Act.DECIDE],
        form,
        status,
        eyebrow=[
            pick(certification.title_ja, certification.title_en),
            pick(certification.firm_name, certification.firm_name_en),
        ],
        action=f"{address}/{Act.DECIDE.value}",
        back=(address, _BACK),
        crumbs=crumbs_to(certification),
        template="certification/decide.html",
        grounds=certification.grounds,
        outcome_text=labels.outcome_text,
    )
