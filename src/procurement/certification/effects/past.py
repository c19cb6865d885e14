"""Taking in certifications of the past and of the sample data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import change_state, fetch_one, insert, read, require_transaction
from foundation.errors import NotFound
from foundation.ids import derived_id
from matching.vocabulary.provenance import Provenance
from procurement.certification.content import (
    CertificationContent,
    as_columns,
    decision_errors,
    heard_experts,
    tidy,
)
from procurement.certification.effects.knowledge import SOURCE, rewrite_facts, write_opinions
from procurement.certification.grounds.evidence import FrozenSource, evidence_of
from procurement.certification.grounds.sources import DIRECT, Source
from procurement.certification.grounds.subject import subject_of
from procurement.certification.states import CertificationState
from procurement.certification.tables import Certification, CertificationSuspension
from procurement.certification.term import default_term_end
from procurement.law import rule


@dataclass(frozen=True, kw_only=True)
class PastChange:
    """A suspension or revocation of the past.

    Attributes:
        at: when it was done; its day in Tokyo is the first day.
        until: last day of a suspension; None while it goes on.
        ended_at, end_reason: where the suspension was ended.
    """

    at: datetime
    reason_ja: str
    reason_en: str | None = None
    until: date | None = None
    ended_at: datetime | None = None
    end_reason: str | None = None


async def take_in(
    actor: Actor,
    *,
    certification_id: UUID,
    organisation_id: UUID,
    solution_id: UUID,
    content: CertificationContent,
    state: CertificationState,
    decision_number: str | None = None,
    source: Source = DIRECT,
    created_at: datetime | None = None,
    created_by: UUID | None = None,
    decided_at: datetime | None = None,
    decided_by: UUID | None = None,
    published_at: datetime | None = None,
    published_by: UUID | None = None,
    term_end: date | None = None,
    suspensions: Sequence[PastChange] = (),
    revoked: PastChange | None = None,
    sample_fields: Sequence[str] = (),
    provenance: Provenance | None = None,
) -> bool:
    """Take in a certification of the past or of the sample data as it stands; known ids are left alone.

    Nobody is told. Field and price, where `content` leaves them out, are the firm's; an expired one
    has no state of its own, its term has passed.

    Args:
        state: any but abandoned.
        decision_number, decided_at: needed unless it is a draft.
        published_at: needed from published on; `suspensions` and `revoked` where the state says so.
        term_end: None takes the rule's.

    Returns:
        Whether it was new.

    Raises:
        ValueError: the record breaks a rule that holds for every decision.
    """
    require_transaction()
    if await read(Certification, certification_id) is not None:
        return False
    subject = await subject_of(solution_id)
    content = tidy(content)
    changes: dict[str, Any] = {}
    if content.category is None and subject.categories:
        changes["category"] = subject.categories[0]
    if content.price_yen is None:
        changes |= {"price_yen": subject.price_yen, "price_unit": subject.price_unit}
    content = msgspec.structs.replace(content, **changes)
    first = created_at or decided_at or clock.now()
    await insert(
        Certification,
        id=certification_id,
        organisation=organisation_id,
        state=CertificationState.DRAFT.value,
        created_at=first,
        created_by=created_by or decided_by,
        updated_at=first,
        sample_fields=list(sample_fields),
        provenance=None if provenance is None else msgspec.to_builtins(provenance),
        **source.columns,
        **subject.columns,
        **as_columns(content),
    )
    await write_opinions(certification_id, content.opinions)
    evidence_sha256 = None
    if state is not CertificationState.DRAFT:
        if decided_at is None or not decision_number:
            raise ValueError(f"a {state} certification has a number and an instant of decision")
        evidence_sha256 = await _take_in_decision(
            certification_id,
            content,
            organisation_id=organisation_id,
            subject=subject.frozen,
            source=source,
            state=state,
            decision_number=decision_number,
            decided_at=decided_at,
            decided_by=decided_by,
            published=(published_at, published_by),
            term_end=term_end,
            suspensions=suspensions,
            revoked=revoked,
        )
    after = {
        "state": state.value,
        "decision_number": decision_number,
        "solution": solution_id,
        "evidence_sha256": evidence_sha256,
    }
    await record(actor, "certification.taken_in", SOURCE, certification_id, None, after)
    return True


async def _take_in_decision(
    certification_id: UUID,
    content: CertificationContent,
    *,
    organisation_id: UUID,
    subject: dict[str, Any],
    source: Source,
    state: CertificationState,
    decision_number: str,
    decided_at: datetime,
    decided_by: UUID | None,
    published: tuple[datetime | None, UUID | None],
    term_end: date | None,
    suspensions: Sequence[PastChange],
    revoked: PastChange | None,
) -> str:
    day = _day(decided_at)
    law = rule(day)
    errors = decision_errors(content, law.minimum_experts, day)
    if errors:
        raise ValueError(f"certification {decision_number}: {errors}")
    names = await fetch_one(
        "SELECT o.name, (SELECT a.name FROM account a WHERE a.id = $2) AS decider "
        "FROM organisation o WHERE o.id = $1",
        organisation_id,
        decided_by,
    )
    if names is None:
        raise NotFound()
    term = (day, term_end or default_term_end(day, law.term_fiscal_years))
    evidence = evidence_of(
        content,
        bureau=names["name"],
        subject=subject,
        source=FrozenSource(
            kind=source.kind, id=source.id, label=source.label, outcome=source.outcome
        ),
        decision_number=decision_number,
        decided_at=decided_at,
        decided_by=names["decider"],
        term=term,
        law=law,
    )
    for one in suspensions:
        ended = None if one.ended_at is None else _day(one.ended_at) - timedelta(days=1)
        await insert(
            CertificationSuspension,
            id=derived_id("certification_suspension", str(certification_id), str(one.at)),
            certification=certification_id,
            first_day=_day(one.at),
            last_day=ended if ended is not None else one.until,
            reason_ja=one.reason_ja,
            reason_en=one.reason_en,
            suspended_at=one.at,
            ended_at=one.ended_at,
            end_reason=one.end_reason,
        )
    row = await change_state(
        Certification,
        certification_id,
        CertificationState.DRAFT,
        state.value,
        decision_number=decision_number,
        decided_at=decided_at,
        decided_by=decided_by,
        term_start=term[0],
        term_end=term[1],
        required_opinions=law.minimum_experts,
        opinions_heard=heard_experts(content.opinions),
        legal_basis=law.legal_basis.ja,
        evidence=evidence.text,
        evidence_sha256=evidence.sha256,
        published_at=published[0],
        published_by=published[1],
        revoked_on=None if revoked is None else _day(revoked.at),
        revoked_reason_ja=None if revoked is None else revoked.reason_ja,
        revoked_reason_en=None if revoked is None else revoked.reason_en,
        updated_at=max(decided_at, published[0] or decided_at, *_instants(suspensions, revoked)),
    )
    if row["published_at"] is not None:
        await rewrite_facts(row)
    return evidence.sha256


def _instants(suspensions: Sequence[PastChange], revoked: PastChange | None) -> list[datetime]:
    return [one.ended_at or one.at for one in suspensions] + ([revoked.at] if revoked else [])


def _day(at: datetime) -> date:
    return at.astimezone(clock.TOKYO).date()
