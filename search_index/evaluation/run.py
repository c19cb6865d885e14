"""Ranking every pair's challenge with each method, through the code of the challenge page."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from foundation.identity.actor import Actor
from matching.matcher.permissions import Permission
from matching.matcher.queries import ranked_solutions
from matching.matcher.ranking import Asked, ask, rank
from matching.search.engine import engine
from matching.search.providers import SOLUTION
from search_index.evaluation.collection import BUREAU
from search_index.evaluation.measures import Measures, measures
from search_index.evaluation.pairs import Pair

EVERYTHING = 1_000_000


async def measure(pairs: Sequence[Pair]) -> dict[str, Measures]:
    """Measures of each method on an indexed collection.

    matcher: what a bureau sees. keyword: the matcher without vectors, words alone.
    vector: the nearest by cosine, nothing else.
    """
    places: dict[str, list[int | None]] = {"matcher": [], "keyword": [], "vector": []}
    bureau = Actor(
        organisation_id=BUREAU, permissions=frozenset({Permission.READ_OWN_RANKING.value})
    )
    for pair in pairs:
        ranking = await ranked_solutions(bureau, pair.challenge_id, EVERYTHING)
        asked = await ask("", pair.challenge)
        target = pair.solution.id
        places["matcher"].append(_place([item.solution.id for item in ranking.results], target))
        places["keyword"].append(_place(await _by_words(asked), target))
        places["vector"].append(_place(await _by_vector(asked), target))
    return {method: measures(found) for method, found in places.items()}


async def _by_words(asked: Asked) -> list[UUID]:
    placed = await rank(replace(asked, vector=None))
    return [item.id for item in placed.order]


async def _by_vector(asked: Asked) -> list[UUID]:
    if asked.vector is None or asked.model is None:
        raise RuntimeError("the challenge has no vector")
    return await engine().nearest(SOLUTION, asked.model, asked.vector, EVERYTHING)


def _place(order: Sequence[UUID], target: UUID) -> int | None:
    return order.index(target) + 1 if target in order else None
