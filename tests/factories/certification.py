"""Certifications with sensible contents, and certifiers."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import SYSTEM, Actor
from foundation.database import transaction
from foundation.ids import new_id
from procurement.certification.content import CertificationContent, Opinion
from procurement.certification.effects import PastChange, take_in
from procurement.certification.grounds.sources import DIRECT, Source
from procurement.certification.numbers import year_mark
from procurement.certification.states import PUBLIC, CertificationState
from tests.factories.identity import person
from tests.factories.solutions import solution

EXPERTS = ("見本 学識経験者A", "見本 学識経験者B")
_serial = iter(range(1, 1_000_000))


def opinions(count: int = 2, heard_on: date | None = None) -> list[Opinion]:
    """What so many experts said."""
    return [
        Opinion(
            expert=EXPERTS[number] if number < len(EXPERTS) else f"見本 学識経験者{number}",
            affiliation="見本大学",
            heard_on=heard_on or clock.today() - timedelta(days=10 - number),
            opinion_ja=f"意見その{number + 1}。三つの要件を満たす。",
        )
        for number in range(count)
    ]


def content(**changes: Any) -> CertificationContent:
    """Everything a decision needs."""
    values: dict[str, Any] = {
        "category": "welfare_care",
        "plan_goal_ja": "介助の負担を減らす。",
        "plan_content_ja": "ロボットの提供と保守。",
        "plan_period_ja": "認定の日から3年。",
        "plan_method_ja": "自己資金1億円でつくる。",
        "novelty_passed": True,
        "novelty_reason_ja": "似た機器がない。",
        "benefit_passed": True,
        "benefit_reason_ja": "腰痛が減る。",
        "feasibility_passed": True,
        "feasibility_reason_ja": "資金と人がある。",
        "price_yen": 1_980_000,
        "price_unit": "unit",
        "opinions": opinions(),
    }
    return CertificationContent(**{**values, **changes})


async def certifier(mark: str = "") -> Actor:
    """The certifier of the bureau with this mark."""
    return (await person("certifier", mark)).actor


async def certification(
    mark: str = "",
    state: CertificationState = CertificationState.PUBLISHED,
    *,
    solution_id: UUID | None = None,
    startup_mark: str = "",
    certification_id: UUID | None = None,
    decision_number: str | None = None,
    decided_at: datetime | None = None,
    term_end: date | None = None,
    suspensions: list[PastChange] | None = None,
    revoked: PastChange | None = None,
    source: Source = DIRECT,
    solution_changes: dict[str, Any] | None = None,
    **changes: Any,
) -> UUID:
    """A certification of the bureau with this mark, of a new solution unless one is given."""
    bureau = await person("certifier", mark)
    assert bureau.organisation_id is not None
    decided_at = decided_at or clock.now()
    solution_id = solution_id or await solution(
        startup_mark, published_at=decided_at, **(solution_changes or {})
    )
    day = decided_at.astimezone(clock.TOKYO).date()
    given = {"opinions": opinions(heard_on=day - timedelta(days=3)), **changes}
    if state is CertificationState.SUSPENDED and suspensions is None:
        suspensions = [PastChange(at=decided_at, reason_ja="見本の停止の理由")]
    if state is CertificationState.REVOKED and revoked is None:
        revoked = PastChange(at=clock.now(), reason_ja="見本の取消しの理由")
    new = certification_id or new_id()
    async with transaction():
        await take_in(
            SYSTEM,
            certification_id=new,
            organisation_id=bureau.organisation_id,
            solution_id=solution_id,
            content=content(**given),
            state=state,
            decision_number=decision_number or f"{year_mark(day)}-仮-{next(_serial):03d}",
            source=source,
            created_by=bureau.account_id,
            decided_at=None if state is CertificationState.DRAFT else decided_at,
            decided_by=bureau.account_id if state is not CertificationState.DRAFT else None,
            published_at=decided_at if state in PUBLIC else None,
            term_end=term_end,
            suspensions=suspensions or [],
            revoked=revoked,
        )
    return new
