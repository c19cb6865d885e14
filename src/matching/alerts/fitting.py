"""Which records fit each other, as far as an alert may tell."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.identity.actor import Actor
from matching.embedding.models import serving
from matching.matcher.bands import Band
from matching.matcher.explanation import Explained
from matching.matcher.permissions import Permission
from matching.matcher.queries import own_fits, ranked_solutions
from matching.matcher.sources import challenge_source
from matching.search.store import document_vectors
from matching.solutions.permissions import Permission as Solutions

TOP = 20
"""Solutions of a ranking whose startups are told."""
WORDS_ENOUGH = 2
"""Key terms that must meet where closeness in meaning is not known."""
MOST_CHALLENGES = 10
"""Open challenges that one solution is told to fit."""


@dataclass(frozen=True, kw_only=True)
class Fit:
    """One pair that fits.

    Attributes:
        challenge_owner, solution_owner: bureau and startup.
        said: what a mail says of it: terms met and band; no place, no score.
    """

    challenge: UUID
    challenge_owner: UUID
    solution: UUID
    solution_owner: UUID
    why: Explained

    def said(self, of: UUID) -> dict[str, Any]:
        """In plain values, about one side of the pair."""
        return {
            "id": str(of),
            "met": [met.term.surface for met in self.why.met],
            "band": self.why.band.value,
        }


@dataclass(frozen=True, kw_only=True)
class Fits:
    """What fits, best first; `waiting`: vectors are missing that will be there soon."""

    found: tuple[Fit, ...]
    waiting: bool


async def fits_of_challenge(challenge_id: UUID) -> Fits:
    """Published solutions that fit a challenge, by what everybody may read of them.

    Raises:
        NotFound: there is no such challenge.
    """
    reader = Actor(permissions=frozenset({Permission.READ_ANY_RANKING.value}))
    ranking = await ranked_solutions(reader, challenge_id, TOP)
    challenge = await _owner_of_challenge(challenge_id)
    return Fits(
        found=tuple(
            Fit(
                challenge=challenge_id,
                challenge_owner=challenge,
                solution=one.solution.id,
                solution_owner=one.solution.owner_id,
                why=one.why,
            )
            for one in ranking.results
            if _fits(one.why)
        ),
        waiting=await serving() is not None
        and (not ranking.by_meaning or ranking.not_embedded > 0),
    )


async def fits_of_solution(solution_id: UUID, startup_id: UUID) -> Fits:
    """Open challenges that a published solution fits."""
    model = await serving()
    embedded = model is None or await document_vectors([solution_id], model.name)
    owner = Actor(
        organisation_id=startup_id,
        permissions=frozenset({Permission.READ_OWN_FITS.value, Solutions.WRITE.value}),
    )
    found = [
        one for one in await own_fits(owner, MOST_CHALLENGES) if one.solution.id == solution_id
    ]
    return Fits(
        found=tuple(
            Fit(
                challenge=one.challenge.id,
                challenge_owner=one.challenge.owner_id,
                solution=solution_id,
                solution_owner=startup_id,
                why=one.why,
            )
            for one in found
            if _fits(one.why)
        ),
        waiting=not embedded,
    )


def _fits(why: Explained) -> bool:
    if why.band is Band.UNKNOWN:
        return why.terms_met >= WORDS_ENOUGH
    return why.band in (Band.STRONG, Band.MEDIUM)


async def _owner_of_challenge(challenge_id: UUID) -> UUID:
    return (await challenge_source().fields_of([challenge_id]))[challenge_id].owner_id
