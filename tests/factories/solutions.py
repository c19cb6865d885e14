"""Solutions with sensible contents."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.database import transaction
from foundation.ids import new_id
from matching.solutions.content import SolutionContent
from matching.solutions.effects import take_in
from matching.solutions.states import SolutionState
from tests.factories.startups import startup


def content(**changes: Any) -> SolutionContent:
    """A complete content."""
    values: dict[str, Any] = {
        "title_ja": "移乗支援ロボット リフトアイ",
        "title_en": "Transfer robot Lift Ai",
        "problem_ja": "ベッドから車いすへの移乗で、抱え上げる職員の腰にかかる負担。",
        "how_ja": "床を走る介助ロボットが抱え上げを代わり、移乗を1人で行えるようにする。",
        "evidence_ja": "2施設で34名が使い、腰の痛みがある職員は59％から38％に減った。",
        "evidence_public": False,
        "on_sale_since": date(2024, 4, 1),
        "readiness": 8,
        "price_yen": 1_980_000,
        "price_unit": "unit",
        "price_public": False,
        "categories": ["welfare_care"],
        "regions": ["special_wards", "tama"],
        "site_types": ["welfare_facility"],
        "conditions": {"no_power": "no", "quiet_required": "yes"},
    }
    return SolutionContent(**{**values, **changes})


async def solution(
    mark: str = "",
    state: SolutionState = SolutionState.PUBLISHED,
    *,
    solution_id: UUID | None = None,
    published_at: datetime | None = None,
    **changes: Any,
) -> UUID:
    """A solution of the startup with this mark, which is confirmed unless it exists already."""
    startup_id = await startup(mark)
    new = solution_id or new_id()
    async with transaction():
        await take_in(
            SYSTEM,
            solution_id=new,
            startup_id=startup_id,
            content=content(**changes),
            state=state,
            published_at=published_at or clock.now(),
            withdrawn_at=clock.now(),
            withdrawn_reason="見本の理由",
        )
    return new
