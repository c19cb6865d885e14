"""What certifications make known below, and their opinions, within another's transaction."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from foundation.database import find, insert, require_transaction, run
from foundation.ids import derived_id
from matching.facts.effects import record_fact, withdraw_fact
from matching.facts.kinds import FactKind, SubjectKind
from matching.search.effects import document_changed
from matching.search.kinds import CERTIFIED, SOLUTION
from procurement.certification.content import Opinion
from procurement.certification.tables import CertificationOpinion, CertificationSuspension
from procurement.certification.term import days_in_force, last_possible_day

SOURCE = "certification"
SUSPENSION_SOURCE = "certification_suspension"


async def write_opinions(certification_id: UUID, opinions: Sequence[Opinion]) -> None:
    """Put a draft's opinions in the place of those it had."""
    require_transaction()
    of_it = CertificationOpinion.certification == certification_id
    await run(CertificationOpinion.delete().where(of_it))
    for position, one in enumerate(opinions, 1):
        await insert(
            CertificationOpinion,
            id=derived_id("certification_opinion", str(certification_id), str(position)),
            certification=certification_id,
            position=position,
            **msgspec.structs.asdict(one),
        )


async def rewrite_facts(row: dict[str, Any]) -> None:
    """Tell matching and the index on which days a published certification holds, and of its
    suspension or revocation.

    Each stretch of days between suspensions is a fact of its own, so that one with a planned last
    day holds again by itself.

    Args:
        row: of the certification, as it is now.
    """
    require_transaction()
    suspensions = await find(
        CertificationSuspension,
        CertificationSuspension.certification == row["id"],
        order_by=(
            CertificationSuspension.first_day,
            CertificationSuspension.suspended_at,
            CertificationSuspension.id,
        ),
    )
    await withdraw_fact(FactKind.CERTIFIED, SOURCE, row["id"])
    await withdraw_fact(FactKind.CERTIFICATION_REVOKED, SOURCE, row["id"])
    for one in suspensions:
        await withdraw_fact(FactKind.CERTIFIED, SUSPENSION_SOURCE, one["id"])
        await withdraw_fact(FactKind.CERTIFICATION_REVOKED, SUSPENSION_SOURCE, one["id"])
    stretches = days_in_force(
        row["term_start"],
        last_possible_day(row["term_end"], row["revoked_on"]),
        [(one["first_day"], one["last_day"]) for one in suspensions],
    )
    for first, last in stretches:
        before = [one for one in suspensions if one["last_day"] and one["last_day"] < first]
        source = (SUSPENSION_SOURCE, before[-1]["id"]) if before else (SOURCE, row["id"])
        await _fact(row, FactKind.CERTIFIED, first, last, source)
    for one in suspensions:
        if one["last_day"] is None or one["last_day"] >= one["first_day"]:
            source = (SUSPENSION_SOURCE, one["id"])
            await _fact(
                row,
                FactKind.CERTIFICATION_REVOKED,
                one["first_day"],
                one["last_day"],
                source,
                "suspended",
            )
    if row["revoked_on"] is not None:
        kind = FactKind.CERTIFICATION_REVOKED
        await _fact(row, kind, row["revoked_on"], None, (SOURCE, row["id"]), "revoked")
    await document_changed(CERTIFIED, row["id"])
    await document_changed(SOLUTION, row["solution"])


async def _fact(
    row: dict[str, Any],
    kind: FactKind,
    first: date,
    last: date | None,
    source: tuple[str, UUID],
    value: str = "",
) -> None:
    await record_fact(
        SubjectKind.SOLUTION,
        row["solution"],
        kind,
        row["decision_number"],
        row["decision_number"],
        first,
        last,
        source[0],
        source[1],
        row["published_at"],
        value,
    )
