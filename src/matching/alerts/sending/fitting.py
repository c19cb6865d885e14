"""Which records fit each other, as far as an alert may tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from matching.embedding.models import serving
from matching.matcher.permissions import Permission
from matching.matcher.queries import own_fits, ranked_solutions
from matching.matcher.scoring.bands import Band
from matching.matcher.scoring.explanation import Explained
from matching.matcher.sources.port import challenge_source
from matching.search.index.store import document_vectors
from matching.search.kinds import SOLUTION
from matching.solutions.permissions import Permission as Solutions
from matching.text.terms import KeyTerm, nouns
from matching.text.tokens import tokens

TOP = 20
"""Solutions of a ranking whose startups are told."""
WORDS_ENOUGH = 2
"""Key terms that must meet where closeness in meaning is not known."""
WORDS_BESIDE_MEDIUM = 1
"""Key terms that must meet where closeness in meaning is medium; a strong one is enough alone."""
MOST_CHALLENGES = 10
"""Open challenges that one solution is told to fit."""


@dataclass(frozen=True, kw_only=True)
class Fit:
    """One pair that fits.

    Attributes:
        challenge_owner, solution_owner: bureau and startup.
        met: key terms of the challenge's own text that the solution has. Words that a bureau adds
            for itself are not told to others.
        band: closeness in meaning.
    """

    challenge: UUID
    challenge_owner: UUID
    solution: UUID
    solution_owner: UUID
    met: tuple[str, ...]
    band: Band

    def said(self, of: UUID) -> dict[str, Any]:
        """What a mail says, in plain values, about one side of the pair: no place, no score."""
        return {"id": str(of), "met": list(self.met), "band": self.band.value}


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
    public = nouns(tokens(ranking.challenge_text))
    met = {one.solution.id: _met(one.why, public) for one in ranking.results}
    return Fits(
        found=tuple(
            Fit(
                challenge=challenge_id,
                challenge_owner=challenge,
                solution=one.solution.id,
                solution_owner=one.solution.owner_id,
                met=met[one.solution.id],
                band=one.why.band,
            )
            for one in ranking.results
            if _fits(one.why.band, len(met[one.solution.id]))
        ),
        waiting=await serving() is not None
        and (not ranking.by_meaning or ranking.not_embedded > 0),
    )


async def fits_of_solution(solution_id: UUID, startup_id: UUID) -> Fits:
    """Open challenges that a published solution fits."""
    model = await serving()
    embedded = model is None or await document_vectors(SOLUTION, [solution_id], model.name)
    owner = Actor(
        organisation_id=startup_id,
        permissions=frozenset({Permission.READ_OWN_FITS.value, Solutions.WRITE.value}),
    )
    found = await own_fits(owner, MOST_CHALLENGES, of=solution_id)
    return Fits(
        found=tuple(
            Fit(
                challenge=one.challenge.id,
                challenge_owner=one.challenge.owner_id,
                solution=solution_id,
                solution_owner=startup_id,
                # Asked without what the bureau changed: every term is of the text.
                met=tuple(met.term.surface for met in one.why.met),
                band=one.why.band,
            )
            for one in found
            if _fits(one.why.band, one.why.terms_met)
        ),
        waiting=not embedded,
    )


def _met(why: Explained, public: Mapping[str, KeyTerm]) -> tuple[str, ...]:
    """Terms met that the challenge's text has, as it writes them."""
    return tuple(public[met.term.form].surface for met in why.met if met.term.form in public)


def _fits(band: Band, words: int) -> bool:
    """Whether a pair is worth a mail, with so many key terms in common."""
    if band is Band.UNKNOWN:
        return words >= WORDS_ENOUGH
    if band is Band.MEDIUM:
        return words >= WORDS_BESIDE_MEDIUM
    return band is Band.STRONG


async def _owner_of_challenge(challenge_id: UUID) -> UUID:
    return (await challenge_source().fields_of([challenge_id]))[challenge_id].owner_id
