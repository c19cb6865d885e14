"""The frozen record of a decision: everything it rested on."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from foundation.audit import FrozenKind
from foundation.audit.joins import EVENTS
from foundation.clock import TOKYO
from foundation.frozen import Frozen, freeze
from procurement.certification.content import PLAN_PARTS, TESTS, CertificationContent, Opinion
from procurement.certification.grounds.sources import SourceKind
from procurement.law import Rule


class FrozenSource(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What it came from.

    Attributes:
        sha256: of the pilot's evaluation (`EvaluatedPilot.sign`); decisions of earlier days have none.
    """

    kind: SourceKind
    id: UUID | None
    label: str | None
    outcome: str | None
    sha256: str | None = None


class FrozenPrice(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Reference price, of one unit."""

    yen: int | None
    unit: str | None


class FrozenText(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A part of the plan in both languages."""

    ja: str | None
    en: str | None


class FrozenTest(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One of the three tests, met or not, and why."""

    kind: str
    passed: bool | None
    reason_ja: str | None
    reason_en: str | None


class DecisionEvidence(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A decision with all it rested on.

    Attributes:
        decided_by: name of the person; None in records of the past.
        term: first and last day.
        law: the rule it was decided by, as it stood; None in decisions of the time before rules had days.
        subject: the solution and its firm as they were (`solution_snapshot`).
        plan: by part.
    """

    bureau: str
    decision_number: str
    decided_at: datetime
    decided_by: str | None
    term: tuple[date, date]
    legal_basis: str
    required_opinions: int
    law: dict[str, Any] | None = None
    source: FrozenSource
    subject: dict[str, Any]
    category: str | None
    price: FrozenPrice
    plan: dict[str, FrozenText]
    tests: list[FrozenTest]
    opinions: list[Opinion]


FROZEN_DECISIONS = FrozenKind(
    table="certification",
    record=DecisionEvidence,
    label="certification {id}",
    object_kind="certification",
    actions=["certification.decide", "certification.take_back", "certification.taken_in"],
    text="evidence",
    sha256="evidence_sha256",
    earlier=(
        f"SELECT e.object_id AS id FROM {EVENTS} e WHERE e.object_kind = 'certification' "
        "AND e.action = 'certification.taken_in' AND NOT e.after ? 'evidence_sha256' "
        f"AND NOT EXISTS (SELECT FROM {EVENTS} o WHERE o.object_kind = 'certification' "
        "AND o.object_id = e.object_id "
        "AND o.action IN ('certification.decide', 'certification.take_back'))"
    ),
)


def evidence_of(
    content: CertificationContent, *, decided_at: datetime, law: Rule, **decision: Any
) -> Frozen:
    """The record of a decision about what a certifier wrote.

    Args:
        law: the rule it was decided by.
        decision: what else `DecisionEvidence` holds.
    """
    return freeze(
        DecisionEvidence(
            **decision,
            decided_at=decided_at.astimezone(TOKYO),
            legal_basis=law.legal_basis.ja,
            required_opinions=law.minimum_experts,
            law=law.of_certification,
            category=content.category,
            price=FrozenPrice(yen=content.price_yen, unit=content.price_unit),
            plan={
                part: FrozenText(
                    ja=getattr(content, f"plan_{part}_ja"), en=getattr(content, f"plan_{part}_en")
                )
                for part in PLAN_PARTS
            },
            tests=[
                FrozenTest(
                    kind=test,
                    passed=getattr(content, f"{test}_passed"),
                    reason_ja=getattr(content, f"{test}_reason_ja"),
                    reason_en=getattr(content, f"{test}_reason_en"),
                )
                for test in TESTS
            ],
            opinions=list(content.opinions),
        )
    )
