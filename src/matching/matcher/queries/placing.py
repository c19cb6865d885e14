"""Why is X not here? The place of any published solution for a challenge, or what leaves it out."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from foundation.access.actor import Actor
from foundation.clock import today
from foundation.errors import NotFound
from matching.matcher.queries.access import readable
from matching.matcher.queries.criteria import criteria_of
from matching.matcher.queries.ranking import SHOWN, RankedSolution, compare, put_in_words
from matching.matcher.queries.shortlist import kept
from matching.matcher.scoring.asking import ask
from matching.matcher.scoring.criteria import filter_of, unmet
from matching.matcher.scoring.explanation import Explained
from matching.matcher.scoring.ranking import candidates
from matching.matcher.sources.port import (
    ChallengeFields,
    SolutionFields,
    solution_names,
    solution_source,
)
from matching.text.terms import Segment, segments

NAMED = 10
LONGEST_NAME = 100


class Verdict(StrEnum):
    """Why a solution is, or is not, in the list."""

    LISTED = "listed"
    """It is among those that the page shows."""
    BELOW = "below"
    """It is a candidate; more fit better than the page shows."""
    LEFT_OUT = "left_out"
    """It does not meet what the bureau demands."""
    NOT_NEAR = "not_near"
    """Neither near enough in meaning nor with a rare word: not even a candidate."""
    NOT_INDEXED = "not_indexed"
    """Published a moment ago; the index takes it in within seconds."""


@dataclass(frozen=True, kw_only=True)
class Placing:
    """Where a solution stands for a challenge, and why.

    Attributes:
        of: how many solutions it was compared with, itself included.
        rank: its place among them; where it is left out or no candidate, the place it would have.
        unmet: keys of the demanded conditions it does not meet.
        why: its reasons; None while it is not indexed.
        challenge_title, challenge_body: the challenge's text, marked where words met.
    """

    challenge: ChallengeFields
    solution: SolutionFields
    verdict: Verdict
    rank: int | None
    of: int
    unmet: tuple[str, ...]
    result: RankedSolution | None
    by_meaning: bool
    challenge_title: tuple[Segment, ...] = ()
    challenge_body: tuple[Segment, ...] = ()

    @property
    def why(self) -> Explained | None:
        """Its reasons, as in the list."""
        return None if self.result is None else self.result.why


async def placing_of(actor: Actor, challenge_id: UUID, solution_id: UUID) -> Placing:
    """The place of one published solution for a challenge, scored among its candidates.

    Raises:
        NotFound: no such challenge, or no such published solution.
        NotPermitted: neither the owning bureau nor the secretariat asks.
    """
    challenge = await readable(actor, challenge_id)
    solution = (await solution_source().fields_of(actor, [solution_id])).get(solution_id)
    if solution is None:
        raise NotFound()
    criteria = await criteria_of(challenge_id)
    asked = await ask(challenge.title, challenge.body, criteria, embed_now=True)
    found = await candidates(asked, filter_of(challenge, criteria, today()))
    compared = await compare(
        actor, challenge, criteria, asked, tuple(dict.fromkeys((*found, solution_id)))
    )
    scored = next((one for one in compared.placed.order if one.id == solution_id), None)
    missing = unmet(challenge, criteria, solution, compared.facts.get(solution_id, ()))
    if scored is None:
        return Placing(
            challenge=challenge,
            solution=solution,
            verdict=Verdict.NOT_INDEXED,
            rank=None,
            of=len(compared.placed.order),
            unmet=missing,
            result=None,
            by_meaning=asked.vector is not None,
        )
    shortlisted = {one.solution_id for one in await kept(challenge_id)}
    result = put_in_words(
        compared,
        scored,
        criteria,
        asked,
        in_full=True,
        shortlisted=solution_id in shortlisted,
    )
    forms = {
        form for met in result.why.met for form in (met.term.form, *met.term.parts, *met.forms)
    }
    return Placing(
        challenge=challenge,
        solution=solution,
        verdict=_verdict(bool(missing), solution_id in found, scored.rank),
        rank=scored.rank,
        of=len(compared.placed.order),
        unmet=missing,
        result=result,
        by_meaning=asked.vector is not None,
        challenge_title=tuple(segments(challenge.title, forms)),
        challenge_body=tuple(segments(challenge.body, forms)),
    )


async def solutions_named(actor: Actor, challenge_id: UUID, name: str) -> list[SolutionFields]:
    """Published solutions that somebody may ask about by name or maker, for whoever may read the ranking.

    Returns:
        By name; one more than NAMED where there are more.

    Raises:
        NotFound, NotPermitted: as `placing_of`.
    """
    await readable(actor, challenge_id)
    wanted = name.strip()[:LONGEST_NAME]
    return await solution_names().named(wanted, NAMED + 1) if wanted else []


def _verdict(left_out: bool, candidate: bool, rank: int) -> Verdict:
    if left_out:
        return Verdict.LEFT_OUT
    if not candidate:
        return Verdict.NOT_NEAR
    return Verdict.LISTED if rank <= SHOWN else Verdict.BELOW
