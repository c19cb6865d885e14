"""REST interface of certifications: the same commands and queries as the pages."""

from datetime import date, datetime
from uuid import UUID

from litestar import Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from foundation.access.actor import Actor
from foundation.web import WebRequest
from foundation.web.acts import Operations
from foundation.web.api import (
    JSON_FILE,
    LONGEST_PAGE,
    NO_TOKEN,
    ApiController,
    CursorPage,
    Schema,
    StateQuery,
    creation_id,
    given_out,
    page_number,
)
from procurement.certification import commands, queries
from procurement.certification.commands import CertificationRecord
from procurement.certification.schemas import (
    CertificationOut,
    ChangedCertification,
    Decision,
    NewCertification,
    Suspension,
)
from procurement.certification.states import Act


class CertificationSummary(Schema):
    """A certification in a list; `standing` is how it stands today."""

    id: UUID
    state: str
    standing: str
    version: int
    decision_number: str | None
    title_ja: str
    title_en: str | None
    firm_name: str
    decided_at: datetime | None
    published_at: datetime | None
    term_start: date | None
    term_end: date | None
    updated_at: datetime


class CertificationApi(ApiController):
    """Certifications (認定) by the bureaus. What is in term for everybody is under `/certified`."""

    path = "/api/v1/certifications"
    tags = ["Certifications"]

    @get("/", operation_id="ListCertifications")
    async def listing(
        self,
        actor: NamedDependency[Actor],
        in_state: StateQuery = "",
        cursor: FromQuery[str | None] = None,
    ) -> CursorPage[CertificationSummary]:
        """The bureau's certifications in any state; for a firm, its own published ones."""
        page = await queries.own_certifications(actor, page_number(cursor), in_state, LONGEST_PAGE)
        return given_out(page, CertificationSummary.of)

    @post("/", operation_id="CreateCertification")
    async def create(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        data: JSONBody[NewCertification],
    ) -> CertificationOut:
        """Begin to examine; repeatable with the header `Idempotency-Key`."""
        made = await commands.create_certification(
            actor, creation_id(request, actor), data.solution_id, data.pilot_id, data.content
        )
        return await certification_out(actor, made.id)

    @get("/{certification_id:uuid}", operation_id="GetCertification", security=NO_TOKEN)
    async def detail(
        self, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> CertificationOut:
        """One certification."""
        return await certification_out(actor, certification_id)

    @get(
        "/{certification_id:uuid}/evidence",
        operation_id="GetCertificationEvidence",
        responses=JSON_FILE,
    )
    async def evidence(
        self, actor: NamedDependency[Actor], certification_id: FromPath[UUID]
    ) -> Response[str]:
        """What the decision rested on, the very text whose SHA-256 is `evidence_sha256`."""
        text, _digest = await queries.evidence_text(actor, certification_id)
        return Response(text, media_type="application/json")

    @put("/{certification_id:uuid}", operation_id="UpdateCertification")
    async def update(
        self,
        actor: NamedDependency[Actor],
        certification_id: FromPath[UUID],
        data: JSONBody[ChangedCertification],
    ) -> CertificationOut:
        """Change a draft."""
        await commands.update_certification(actor, certification_id, data.version, data.content)
        return await certification_out(actor, certification_id)


async def _answer(actor: Actor, made: CertificationRecord) -> CertificationOut:
    return await certification_out(actor, made.id)


async def _decide(actor: Actor, certification_id: UUID, data: Decision) -> CertificationRecord:
    return await commands.decide_certification(
        actor,
        certification_id,
        data.version,
        seen=data.seen,
        decision_number=data.decision_number,
        term_start=data.term_start,
        term_end=data.term_end,
    )


async def _suspend(actor: Actor, certification_id: UUID, data: Suspension) -> CertificationRecord:
    return await commands.suspend_certification(
        actor, certification_id, data.reason, data.until, data.version
    )


OPERATION = Operations("certification_id", _answer)


class CertificationActsApi(ApiController):
    """What leads a certification from state to state."""

    path = "/api/v1/certifications/{certification_id:uuid}"
    tags = ["Certifications"]

    decide = OPERATION.own(
        Act.DECIDE,
        Decision,
        _decide,
        "DecideCertification",
        "Certify, quietly: frozen, numbered, and not public yet.",
    )
    publish = OPERATION(
        commands.publish_certification,
        "PublishCertification",
        "Make a decided one known; the firm is told.",
    )
    take_back = OPERATION(
        commands.take_back_certification,
        "TakeBackCertification",
        "Make a decided one a draft again, before it is public.",
    )
    suspend = OPERATION.own(
        Act.SUSPEND, Suspension, _suspend, "SuspendCertification", "Suspend it from today (停止)."
    )
    resume = OPERATION(commands.resume_certification, "ResumeCertification", "End its suspension.")
    revoke = OPERATION(
        commands.revoke_certification, "RevokeCertification", "Revoke it for good (取消し)."
    )
    abandon = OPERATION(
        commands.abandon_certification, "AbandonCertification", "Put a draft aside."
    )
    reopen = OPERATION(
        commands.reopen_certification,
        "ReopenCertification",
        "Take a draft up again that was put aside.",
    )


async def certification_out(actor: Actor, certification_id: UUID) -> CertificationOut:
    """One certification as its reader may see it."""
    return CertificationOut.of(await queries.certification_for(actor, certification_id))
