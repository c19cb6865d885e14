"""Certifications one by one, and the lists of one's own. Who may see what is decided here."""

from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import AuditEntry, events_about
from foundation.database import fetch_as, fetch_one, read
from foundation.database.lists import PER_PAGE, Conditions, Listing, PageOf
from foundation.errors import NotFound
from foundation.identity.organisations.shown import SHOWN, named, names_of
from matching.vocabulary.provenance import Provenance
from procurement.certification import policy
from procurement.certification.content import TESTS, CertificationContent, content_of
from procurement.certification.grounds.reading import grounds_of
from procurement.certification.permissions import Permission
from procurement.certification.queries.opinions import opinions_of
from procurement.certification.states import CERTIFICATION, PUBLIC, Act, CertificationState
from procurement.certification.tables import Certification
from procurement.certification.views import CertificationRow, CertificationView, SuspensionView

Row = dict[str, Any]
_FROM = f"FROM certification c {named('c')}"
CERTIFICATIONS = Listing(
    row=CertificationRow,
    columns=f"""
        c.id, c.state, c.version, c.decision_number, c.organisation AS organisation_id,
        {SHOWN}, c.title_ja, c.title_en, c.firm_name, c.firm_name_en, c.decided_at,
        c.published_at, c.term_start, c.term_end, c.revoked_on, c.updated_at,
        EXISTS (SELECT FROM certification_suspension s WHERE s.certification = c.id
                 AND s.first_day <= $1 AND (s.last_day IS NULL OR s.last_day >= $1)) AS suspended
    """,
    source=f"certification c {named('c')}",
    counted="certification c",
    order="c.updated_at DESC, c.id DESC",
)
_PLAIN = (
    "id",
    "version",
    "state",
    "source_kind",
    "source_id",
    "source_label",
    "pilot_outcome",
    "title_ja",
    "title_en",
    "summary_ja",
    "summary_en",
    "firm_name",
    "firm_kana",
    "firm_name_en",
    "corporate_number",
    "firm_address",
    "price_public",
    "decision_number",
    "decided_at",
    "published_at",
    "term_start",
    "term_end",
    "required_opinions",
    "opinions_heard",
    "legal_basis",
    "revoked_on",
    "revoked_reason_ja",
    "revoked_reason_en",
    "sample",
)


async def own_certifications(
    actor: Actor, page: int = 1, state: str = "", per_page: int = PER_PAGE
) -> PageOf[CertificationRow]:
    """The bureau's certifications in any state, or the firm's published ones; changed last first.

    Raises:
        NotAuthenticated, NotPermitted: the actor is neither a certifier nor of a firm.
    """
    actor.account()
    policy.may_list(actor).require()
    narrowed = Conditions(clock.today()).given("c.state = ?", state)
    if actor.may(Permission.WRITE):
        narrowed.where("c.organisation = ?", actor.organisation_id)
    else:
        narrowed.where("c.startup = ? AND c.published_at IS NOT NULL", actor.organisation_id)
    return await CERTIFICATIONS.page(narrowed, page, per_page)


async def certifications_of_solution(solution_id: UUID) -> list[CertificationRow]:
    """Published certifications of a solution, newest first."""
    narrowed = Conditions(clock.today()).where("c.published_at IS NOT NULL")
    return await CERTIFICATIONS.rows(
        narrowed.where("c.solution = ?", solution_id), order="c.decided_at DESC, c.id"
    )


async def certification_for(actor: Actor, certification_id: UUID) -> CertificationView:
    """One certification as the actor may see it.

    Raises:
        NotFound: there is none, or it is not for this reader.
    """
    row = await fetch_one(
        f"SELECT c.*, {SHOWN}, d.name AS decider, p.name AS publisher "
        f"{_FROM} LEFT JOIN account d ON d.id = c.decided_by "
        "LEFT JOIN account p ON p.id = c.published_by WHERE c.id = $1",
        certification_id,
    )
    if row is None:
        raise NotFound()
    standing = policy.Parties.of(row)
    if not policy.may_see(actor, standing):
        raise NotFound()
    owner = policy.owns(actor, standing)
    evidence_reader = policy.may_read_evidence(actor, standing)
    whole_plan = policy.may_read_whole_plan(actor, standing)
    opinions = await opinions_of(certification_id) if evidence_reader else []
    suspensions = await _suspensions(certification_id) if row["state"] in PUBLIC else []
    inside: Row = {}
    if evidence_reader:
        inside = {
            "decided_by": row["decider"],
            "published_by": row["publisher"],
            "evidence_sha256": row["evidence_sha256"],
        }
    if owner:
        inside |= {"state_reason": row["state_reason"], "abandoned_at": row["abandoned_at"]}
        if row["state"] == CertificationState.DRAFT:
            grounds = await grounds_of(row)
            inside["grounds"] = grounds
            if grounds.by_pilot:
                # a draft shows the pilot as it stands, not as it stood when the draft was begun
                pilot = grounds.pilot
                row["pilot_outcome"] = pilot.outcome if pilot else None
                row["source_label"] = pilot.title_ja if pilot else row["source_label"]
    return CertificationView(
        **{name: row[name] for name in _PLAIN},
        **names_of(row),
        organisation_id=row["organisation"],
        solution_id=row["solution"],
        startup_id=row["startup"],
        regions=tuple(row["regions"]),
        content=_readable(
            content_of(row, opinions),
            evidence=evidence_reader,
            whole_plan=whole_plan,
            price=row["price_public"] or whole_plan,
        ),
        suspensions=tuple(suspensions),
        sample_fields=tuple(row["sample_fields"]),
        provenance=None
        if row["provenance"] is None
        else msgspec.convert(row["provenance"], Provenance),
        owner=owner,
        evidence_reader=evidence_reader,
        whole_plan=whole_plan,
        acts=_acts(row["state"], suspensions) if owner else (),
        **inside,
    )


def _acts(state: str, suspensions: list[SuspensionView]) -> tuple[Act, ...]:
    going_on = (
        {"first_day": one.first_day, "last_day": one.last_day}
        for one in suspensions
        if not one.ended
    )
    return CERTIFICATION.acts_from({"state": state, "suspension": next(going_on, None)})


def _readable(
    content: CertificationContent, *, evidence: bool, whole_plan: bool, price: bool
) -> CertificationContent:
    """The parts of a content that a reader may see."""
    hidden: dict[str, Any] = {}
    if not whole_plan:
        hidden |= {"plan_method_ja": None, "plan_method_en": None}
    if not evidence:
        for test in TESTS:
            hidden |= {f"{test}_reason_ja": None, f"{test}_reason_en": None}
    if not price:
        hidden |= {"price_yen": None, "price_unit": None}
    return msgspec.structs.replace(content, **hidden)


async def _suspensions(certification_id: UUID) -> list[SuspensionView]:
    return await fetch_as(
        SuspensionView,
        "SELECT first_day, last_day, reason_ja, reason_en, end_reason, "
        "ended_at IS NOT NULL AS ended FROM certification_suspension "
        "WHERE certification = $1 ORDER BY first_day, suspended_at, id",
        certification_id,
    )


async def evidence_text(actor: Actor, certification_id: UUID) -> tuple[str, str]:
    """What the decision rested on as it was frozen, and its SHA-256.

    Raises:
        NotFound: there is none, it is not decided, or it is not for this reader.
        NotAuthenticated, NotPermitted: the reader may see the certification, not its evidence.
    """
    row = await read(Certification, certification_id)
    if row is None or not policy.may_see(actor, policy.Parties.of(row)):
        raise NotFound()
    policy.may_open_evidence(actor, policy.Parties.of(row)).require()
    if row["evidence"] is None:
        raise NotFound()
    return row["evidence"], row["evidence_sha256"]


async def history_of(actor: Actor, certification_id: UUID) -> list[AuditEntry]:
    """What was done to a certification, oldest first, for its bureau's certifiers; none for others."""
    view = await certification_for(actor, certification_id)
    return await events_about("certification", certification_id) if view.owner else []
