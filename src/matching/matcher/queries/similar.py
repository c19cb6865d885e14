"""What is like it: challenges of other bureaus with what became of them, and other solutions."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from foundation.access.actor import ANONYMOUS
from foundation.clock import today
from foundation.errors import NotFound
from matching.facts.kinds import FactKind, SubjectKind
from matching.facts.queries import KnownFact, facts_about
from matching.matcher.sources.port import (
    ChallengeFields,
    SolutionFields,
    challenge_source,
    solution_source,
)
from matching.search.engines import selection
from matching.search.engines.port import Filter
from matching.search.keys import Key
from matching.search.kinds import CHALLENGE, SOLUTION
from matching.search.providers import Facet

SHOWN_SIMILAR = 5


@dataclass(frozen=True, kw_only=True)
class SimilarChallenge:
    """A public challenge of another bureau.

    Attributes:
        became: published facts of what became of it, newest first.
    """

    challenge: ChallengeFields
    became: tuple[KnownFact, ...]


@dataclass(frozen=True, kw_only=True)
class SimilarSolution:
    """Another public solution.

    Attributes:
        certified: whether it is certified today (認定期間中).
    """

    solution: SolutionFields
    certified: bool


async def similar_challenges(
    challenge_id: UUID, limit: int = SHOWN_SIMILAR
) -> list[SimilarChallenge]:
    """Public challenges of other bureaus near in meaning to a public one, nearest first.

    Raises:
        NotFound: there is no such public challenge.
    """
    own = (await challenge_source().fields_of([challenge_id])).get(challenge_id)
    if own is None or not own.published:
        raise NotFound()
    others = Filter(
        kinds=(CHALLENGE,),
        without={Facet.ORGANISATION: (str(own.owner_id),)},
        besides=(Key(CHALLENGE, challenge_id),),
    )
    hits = await selection.engine().similar(Key(CHALLENGE, challenge_id), others, limit)
    ids = [hit.id for hit in hits]
    found = await challenge_source().fields_of(ids)
    facts = await facts_about(SubjectKind.CHALLENGE, ids, today())
    return [
        SimilarChallenge(
            challenge=found[key],
            became=tuple(fact for fact in facts[key] if fact.kind == FactKind.CHALLENGE_STAGE),
        )
        for key in ids
        if key in found and found[key].published
    ]


async def similar_solutions(solution_id: UUID, limit: int = SHOWN_SIMILAR) -> list[SimilarSolution]:
    """Public solutions of other startups near in meaning to a public one, nearest first.

    Raises:
        NotFound: there is no such public solution.
    """
    own = (await solution_source().fields_of(ANONYMOUS, [solution_id])).get(solution_id)
    if own is None:
        raise NotFound()
    others = Filter(
        kinds=(SOLUTION,),
        without={Facet.ORGANISATION: (str(own.owner_id),)},
        besides=(Key(SOLUTION, solution_id),),
    )
    hits = await selection.engine().similar(Key(SOLUTION, solution_id), others, limit)
    ids = [hit.id for hit in hits]
    found: Mapping[UUID, SolutionFields] = await solution_source().fields_of(ANONYMOUS, ids)
    facts = await facts_about(SubjectKind.SOLUTION, ids, today())
    return [
        SimilarSolution(
            solution=found[key],
            certified=any(fact.kind == FactKind.CERTIFIED and fact.in_term for fact in facts[key]),
        )
        for key in ids
        if key in found
    ]
