"""Rankings and shortlists as people may see them."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation.clock import now, today
from foundation.database import fetch, fetch_one
from foundation.errors import NotFound
from foundation.identity.actor import ANONYMOUS, Actor
from matching.facts.kinds import SubjectKind
from matching.facts.queries import KnownFact, facts_about
from matching.matcher.bands import Band
from matching.matcher.explanation import Explained, explain
from matching.matcher.fit import fit
from matching.matcher.policy import (
    may_read_before_publication,
    may_read_own_fits,
    may_read_ranking,
)
from matching.matcher.ranking import Asked, ask, rank, score
from matching.matcher.score import Scored
from matching.matcher.sources import (
    ChallengeFields,
    SolutionFields,
    challenge_source,
    solution_source,
)
from matching.search.engine import engine
from matching.text.terms import KeyTerm, Segment, key_terms, segments

SHOWN = 20
FITS_A_SOLUTION = 5


@dataclass(frozen=True, kw_only=True)
class RankedSolution:
    """A solution in its place, with what it says of itself and why it stands there."""

    solution: SolutionFields
    why: Explained
    facts: tuple[KnownFact, ...] = ()
    shortlisted: bool = False

    @property
    def rank(self) -> int:
        """Place from 1."""
        return self.why.rank


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """Solutions for a challenge.

    Attributes:
        terms: the challenge's key terms, in the order of its text.
        by_meaning: False where words alone decided, because no vector of the challenge exists yet
            or the embedder is away; the page says so.
        not_embedded: how many of the results still wait for their vector.
        searched: published solutions that were compared.
        made_at, seconds: when, and how long it took.
        model: of the vectors.
    """

    challenge_text: str
    terms: tuple[KeyTerm, ...]
    results: tuple[RankedSolution, ...]
    by_meaning: bool
    not_embedded: int
    searched: int
    made_at: datetime
    seconds: float
    model: str | None

    def challenge_segments(self, text: str, result: RankedSolution | None = None) -> list[Segment]:
        """The challenge's own text, marked at its key terms, or where one result met them.

        Args:
            text: a part of the challenge to show.
            result: mark what met with this one; None marks all key terms.
        """
        terms = self.terms if result is None else [met.term for met in result.why.met]
        return segments(text, {form for term in terms for form in (term.form, *term.parts)})


@dataclass(frozen=True, kw_only=True)
class OwnFit:
    """How one of the startup's own solutions fits an open challenge; no rank among others."""

    challenge: ChallengeFields
    solution: SolutionFields
    why: Explained


async def ranked_solutions(actor: Actor, challenge_id: UUID, limit: int = SHOWN) -> Ranking:
    """Published solutions ranked for a challenge, with reasons.

    Raises:
        NotFound: no such challenge.
        NotPermitted: neither the owning bureau nor the secretariat asks.
    """
    challenge = await _readable(actor, challenge_id)
    begun = time.perf_counter()
    kept = {row["solution"] for row in await _kept(challenge_id)}
    asked = await ask(challenge.title, challenge.body, embed_now=True)
    return await _ranking(actor, challenge, asked, limit, begun, kept)


async def match_text(text: str, limit: int = 10) -> Ranking:
    """Published solutions for a need written freely, as anybody may ask (`kingsalmon match`)."""
    begun = time.perf_counter()
    return await _ranking(ANONYMOUS, None, await ask("", text, embed_now=True), limit, begun)


async def own_fits(actor: Actor, limit: int = FITS_A_SOLUTION) -> list[OwnFit]:
    """Open challenges that the startup's own published solutions fit, best first.

    Weak ones are left out. Nothing is told of other startups' solutions.

    Args:
        limit: challenges for each solution.

    Raises:
        NotPermitted: no startup asks.
    """
    may_read_own_fits(actor).require()
    own = await solution_source().own_published_ids(actor)
    documents = await engine().documents(own)
    if not documents:
        return []
    solutions = await solution_source().fields_of(actor, list(documents))
    open_ids = await challenge_source().open_ids()
    challenges = await challenge_source().fields_of(open_ids)
    facts = await facts_about(SubjectKind.SOLUTION, list(documents), today())
    found: list[OwnFit] = []
    for challenge in (challenges[key] for key in open_ids if key in challenges):
        asked = await ask(challenge.title, challenge.body)
        terms = key_terms(asked.text, asked.weights, asked.in_use)
        placed = await score(asked, documents)
        for scored in placed.order:
            if scored.id not in solutions:
                continue
            fields = solutions[scored.id]
            told = fit(challenge, fields, facts[scored.id])
            why = explain(scored, documents[scored.id], placed.level, terms, told)
            if why.band in (Band.STRONG, Band.MEDIUM) or (why.band is Band.UNKNOWN and why.met):
                found.append(OwnFit(challenge=challenge, solution=fields, why=why))
    return _best_of_each(found, limit)


@dataclass(frozen=True, kw_only=True)
class ShortlistItem:
    """A solution on a challenge's shortlist, with why it stood where it stood when added."""

    id: UUID
    challenge_id: UUID
    solution_id: UUID
    note: str
    found: dict[str, Any]
    added_at: datetime


async def shortlist_of(actor: Actor, challenge_id: UUID) -> list[ShortlistItem]:
    """What is on a challenge's shortlist now, first added first.

    Raises:
        NotFound: no such challenge.
        NotPermitted: neither the owning bureau nor the secretariat asks.
    """
    await _readable(actor, challenge_id)
    return [_item(row) for row in await _kept(challenge_id)]


async def shortlisted_solutions(
    actor: Actor, challenge_id: UUID
) -> list[tuple[ShortlistItem, SolutionFields]]:
    """The shortlist with what its solutions say today; those no longer published are left out.

    Raises:
        NotFound, NotPermitted: as `shortlist_of`.
    """
    items = await shortlist_of(actor, challenge_id)
    found = await solution_source().fields_of(actor, [item.solution_id for item in items])
    return [(item, found[item.solution_id]) for item in items if item.solution_id in found]


async def shortlist_item(actor: Actor, item_id: UUID) -> ShortlistItem:
    """One entry, removed or not, for a pilot that came from it.

    Raises:
        NotFound: no such entry.
        NotPermitted: neither the owning bureau nor the secretariat asks.
    """
    row = await fetch_one("SELECT * FROM shortlist_entry WHERE id = $1", item_id)
    if row is None:
        raise NotFound()
    await _readable(actor, row["challenge"])
    return _item(row)


async def _ranking(
    actor: Actor,
    challenge: ChallengeFields | None,
    asked: Asked,
    limit: int,
    begun: float,
    kept: Collection[UUID] = (),
) -> Ranking:
    placed = await rank(asked)
    # The index is a copy: what is shown must still be published, by its owner's word.
    solutions = await solution_source().fields_of(actor, list(placed.documents))
    shown = _numbered([item for item in placed.order if item.id in solutions])[:limit]
    ids = [item.id for item in shown]
    facts = await facts_about(SubjectKind.SOLUTION, ids, today())
    terms = key_terms(asked.text, asked.weights, asked.in_use)
    results = tuple(
        RankedSolution(
            solution=solutions[item.id],
            why=explain(
                item,
                placed.documents[item.id],
                placed.level,
                terms,
                fit(challenge, solutions[item.id], facts[item.id]) if challenge else [],
            ),
            facts=tuple(facts[item.id]),
            shortlisted=item.id in kept,
        )
        for item in shown
    )
    by_meaning = asked.vector is not None
    return Ranking(
        challenge_text=asked.text,
        terms=tuple(terms),
        results=results,
        by_meaning=by_meaning,
        not_embedded=sum(item.closeness is None for item in shown) if by_meaning else 0,
        searched=asked.solutions,
        made_at=now(),
        seconds=time.perf_counter() - begun,
        model=asked.model,
    )


def _numbered(scored: Sequence[Scored]) -> list[Scored]:
    return [replace(item, rank=place) for place, item in enumerate(scored, start=1)]


def _best_of_each(found: Sequence[OwnFit], limit: int) -> list[OwnFit]:
    best: list[OwnFit] = []
    count: dict[UUID, int] = {}
    for item in sorted(found, key=_fit_order):
        count[item.solution.id] = count.get(item.solution.id, 0) + 1
        if count[item.solution.id] <= limit:
            best.append(item)
    return best


def _fit_order(item: OwnFit) -> tuple[float, UUID, UUID]:
    return (-item.why.scored.score, item.challenge.id, item.solution.id)


async def _readable(actor: Actor, challenge_id: UUID) -> ChallengeFields:
    found = (await challenge_source().fields_of([challenge_id])).get(challenge_id)
    if found is None:
        raise NotFound()
    if not found.published and not may_read_before_publication(actor, found.owner_id):
        # That there is a draft is not for everybody to know.
        raise NotFound()
    may_read_ranking(actor, found.owner_id).require()
    return found


async def _kept(challenge_id: UUID) -> list[dict[str, Any]]:
    return await fetch(
        "SELECT * FROM shortlist_entry WHERE challenge = $1 AND removed_at IS NULL "
        "ORDER BY added_at, id",
        challenge_id,
    )


def _item(row: dict[str, Any]) -> ShortlistItem:
    return ShortlistItem(
        id=row["id"],
        challenge_id=row["challenge"],
        solution_id=row["solution"],
        note=row["note"],
        found=row["found"],
        added_at=row["added_at"],
    )
