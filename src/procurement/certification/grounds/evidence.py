"""What a decision rested on, as one text that never changes, with its hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from foundation.clock import TOKYO
from procurement.certification.content import PLAN_PARTS, TESTS, CertificationContent
from procurement.law import Rule


@dataclass(frozen=True)
class Evidence:
    """The frozen text and its SHA-256 in hexadecimal."""

    text: str
    sha256: str


def freeze(values: Mapping[str, Any]) -> Evidence:
    """One JSON text for the same values: sorted keys, no blanks, UTF-8."""
    text = json.dumps(
        msgspec.to_builtins(values), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return Evidence(text, hashlib.sha256(text.encode()).hexdigest())


def evidence_of(
    *,
    bureau: str,
    content: CertificationContent,
    subject: Mapping[str, Any],
    source: Mapping[str, Any],
    decision_number: str,
    decided_at: datetime,
    decided_by: str | None,
    term: tuple[date, date],
    law: Rule,
) -> Evidence:
    """Everything a decision rested on.

    Args:
        subject: the solution and its firm as they were (`solution_snapshot`).
        source: kind and id of what it comes from.
        decided_by: name of the person; None in records of the past.
        term: first and last day.
        law: the rule it was decided by.
    """
    return freeze(
        {
            "bureau": bureau,
            "decision_number": decision_number,
            "decided_at": decided_at.astimezone(TOKYO).isoformat(),
            "decided_by": decided_by,
            "term": [term[0].isoformat(), term[1].isoformat()],
            "legal_basis": law.legal_basis.ja,
            "required_opinions": law.minimum_experts,
            "law": law.of_certification,
            "source": source,
            "subject": subject,
            "category": content.category,
            "price": {"yen": content.price_yen, "unit": content.price_unit},
            "plan": {
                part: {
                    "ja": getattr(content, f"plan_{part}_ja"),
                    "en": getattr(content, f"plan_{part}_en"),
                }
                for part in PLAN_PARTS
            },
            "tests": [
                {
                    "kind": test,
                    "passed": getattr(content, f"{test}_passed"),
                    "reason_ja": getattr(content, f"{test}_reason_ja"),
                    "reason_en": getattr(content, f"{test}_reason_en"),
                }
                for test in TESTS
            ],
            "opinions": content.opinions,
        }
    )
