"""Records that fit each other, published by the commands people use."""

from typing import Any
from uuid import UUID

from foundation.database import ANY_VERSION, fetch_value
from foundation.ids import new_id
from matching.challenges import commands as challenges
from matching.solutions import commands as solutions
from tests.factories import challenges as challenge_factory
from tests.factories.identity import Person, person
from tests.factories.solutions import content
from tests.factories.startups import startup

ROADS = {
    "title_ja": "道路の穴を早く見つけたい",
    "title_en": None,
    "problem_ja": "舗装の陥没とひび割れの点検に人手がかかる。",
    "process_ja": "車で巡回して目で見る。",
}


async def publish_solution(mark: str = "", **changes: Any) -> UUID:
    """A solution of the startup with this mark, written and published by its member."""
    await startup(mark)
    member = await person("member", mark)
    made = await solutions.create_solution(member.actor, new_id(), content(**changes))
    await solutions.publish_solution(member.actor, made.id, ANY_VERSION)
    return made.id


async def publish_challenge(owner: Person | None = None, **changes: Any) -> UUID:
    """A challenge of 見本局, or of the owner's bureau, published by the secretariat."""
    challenge_id = await challenge_factory.submitted(owner, **changes)
    secretariat = await person("secretariat")
    await challenges.publish_challenge(secretariat.actor, challenge_id, ANY_VERSION)
    return challenge_id


async def withdraw_challenge(challenge_id: UUID) -> None:
    """Take it away from the public."""
    secretariat = await person("secretariat")
    await challenges.withdraw_challenge(secretariat.actor, challenge_id, "見本の理由", ANY_VERSION)


async def reopen_challenge(challenge_id: UUID) -> None:
    """Publish it again."""
    secretariat = await person("secretariat")
    await challenges.reopen_challenge(secretariat.actor, challenge_id, "見本の理由", ANY_VERSION)


async def withdraw_solution(solution_id: UUID, mark: str = "") -> None:
    """Take it away from the public."""
    member = await person("member", mark)
    await solutions.withdraw_solution(member.actor, solution_id, "見本の理由", ANY_VERSION)


async def told() -> int:
    """How many times anybody was told of anything."""
    return int(await fetch_value("SELECT count(*) FROM alert_sent"))
