"""A published challenge with two solutions on its shortlist."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import pytest_asyncio

from foundation.jobs import run_pending
from matching.embedding.selection import use_embedder
from matching.matcher.commands.shortlist import shortlist_solution
from tests.factories import challenges
from tests.factories.identity import OTHER, Person, person
from tests.factories.index import WordEmbedder
from tests.factories.solutions import solution


@dataclass(frozen=True)
class Listed:
    """What the tests are about."""

    owner: Person
    challenge: UUID
    solutions: tuple[UUID, UUID]


@pytest_asyncio.fixture(loop_scope="session")
async def listed(db: None) -> AsyncIterator[Listed]:
    use_embedder(WordEmbedder())
    owner = await person("challenge_owner")
    challenge = await challenges.published(owner)
    first = await solution(price_public=True, title_en=None)
    second = await solution(
        OTHER, title_ja="腰の負担を測るセンサー", problem_ja="移乗で腰に負担がかかる職員。"
    )
    for n in range(3):
        await solution(
            title_ja=f"道路の点検 {n}", problem_ja="道路の穴を見つける。", how_ja="車に載せる。"
        )
    await run_pending()
    await shortlist_solution(owner.actor, challenge, first, "現場で試したい")
    await shortlist_solution(owner.actor, challenge, second)
    yield Listed(owner, challenge, (first, second))
    use_embedder(None)
