"""Solutions ranked for a challenge, with reasons."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from foundation.access.actor import ANONYMOUS, Actor
from foundation.clock import now, today
from matching.facts.kinds import SubjectKind
from matching.facts.queries import KnownFact, facts_about
from matching.matcher.queries.access import readable
from matching.matcher.queries.criteria import criteria_of
from matching.matcher.queries.shortlist import kept
from matching.matcher.scoring.asking import Asked, ask
from matching.matcher.scoring.criteria import UNCHANGED, Criteria, filter_of
from matching.matcher.scoring.explanation import Explained, explain
from matching.matcher.scoring.fit import Judged, judge, points, tell
from matching.matcher.scoring.ranking import EVERY_SOLUTION, Placed, candidates, know, score
from matching.matcher.scoring.score import Scored
from matching.matcher.sources.port import ChallengeFields, SolutionFields, solution_source
from matching.search.engines import selection
from matching.text.terms import KeyTerm

SHOWN = 20
IN_FULL = 5
"""So many come with all their reasons, the others in one line each."""


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
        challenge: what it asks; None where somebody asked in words of their own.
        criteria: what its bureau changed.
        terms: key terms used, in the order of the text, then those added.
        dropped: words that the bureau left out.
        others: form of a term → words of the same sense that solutions use.
        by_meaning: False where words alone decided, because no vector of the challenge exists yet
            or the embedder is away; the page says so.
        not_embedded: how many of the results still wait for their vector.
        searched: published solutions that were compared.
        made_at, seconds: when, and how long it took.
        model: of the vectors.
        engine: which engine found the candidates.
        degraded: another engine than the one wanted.
    """

    challenge_text: str
    challenge: ChallengeFields | None
    criteria: Criteria
    terms: tuple[KeyTerm, ...]
    dropped: tuple[KeyTerm, ...]
    others: Mapping[str, tuple[str, ...]]
    results: tuple[RankedSolution, ...]
    by_meaning: bool
    not_embedded: int
    searched: int
    made_at: datetime
    seconds: float
    model: str | None
    engine: str
    degraded: bool


@dataclass(frozen=True)
class Compared:
    """Every candidate, scored, before anything is put into words.

    Attributes:
        solutions: those that may be shown to the actor, by id.
        facts, judged: of each of them.
        placed: in order.
    """

    solutions: Mapping[UUID, SolutionFields]
    facts: Mapping[UUID, Sequence[KnownFact]]
    judged: Mapping[UUID, Sequence[Judged]]
    placed: Placed


async def ranked_solutions(actor: Actor, challenge_id: UUID, limit: int = SHOWN) -> Ranking:
    """Published solutions ranked for a challenge, with reasons.

    Raises:
        NotFound: no such challenge.
        NotPermitted: neither the owning bureau nor the secretariat asks.
    """
    challenge = await readable(actor, challenge_id)
    begun = time.perf_counter()
    shortlisted = {one.solution_id for one in await kept(challenge_id)}
    criteria = await criteria_of(challenge_id)
    asked = await ask(challenge.title, challenge.body, criteria, embed_now=True)
    within = filter_of(challenge, criteria, today())
    compared = await compare(actor, challenge, criteria, asked, await candidates(asked, within))
    return _ranking(challenge, criteria, asked, compared, limit, begun, shortlisted)


async def match_text(text: str, limit: int = 10) -> Ranking:
    """Published solutions for a need written freely, as anybody may ask (`kingsalmon match`)."""
    begun = time.perf_counter()
    asked = await ask("", text, embed_now=True)
    ids = await candidates(asked, EVERY_SOLUTION)
    compared = await compare(ANONYMOUS, None, UNCHANGED, asked, ids)
    return _ranking(None, UNCHANGED, asked, compared, limit, begun, ())


async def compare(
    actor: Actor,
    challenge: ChallengeFields | None,
    criteria: Criteria,
    asked: Asked,
    ids: Collection[UUID],
) -> Compared:
    """Score candidates by their texts and facts.

    The index is a copy: what is compared must still be published, by its owner's word.
    """
    solutions = await solution_source().fields_of(actor, ids)
    facts = await facts_about(SubjectKind.SOLUTION, list(solutions), today())
    judged: dict[UUID, Sequence[Judged]] = {}
    if challenge is not None:
        judged = {key: judge(challenge, one, facts[key]) for key, one in solutions.items()}
    counts = {key: points(found, criteria) for key, found in judged.items()}
    placed = score(asked, await know(list(solutions), asked.model), counts)
    return Compared(solutions, facts, judged, placed)


def put_in_words(
    compared: Compared,
    scored: Scored,
    criteria: Criteria,
    asked: Asked,
    *,
    in_full: bool,
    shortlisted: bool = False,
) -> RankedSolution:
    """One of the compared solutions as people read it."""
    key = scored.id
    return RankedSolution(
        solution=compared.solutions[key],
        why=explain(
            scored,
            compared.placed.documents[key],
            compared.placed.level,
            asked.terms,
            tell(compared.judged.get(key, ()), criteria),
            model=asked.serving,
            in_full=in_full,
        ),
        facts=tuple(compared.facts[key]),
        shortlisted=shortlisted,
    )


def _ranking(
    challenge: ChallengeFields | None,
    criteria: Criteria,
    asked: Asked,
    compared: Compared,
    limit: int,
    begun: float,
    shortlisted: Collection[UUID],
) -> Ranking:
    shown = compared.placed.order[:limit]
    results = tuple(
        put_in_words(
            compared,
            scored,
            criteria,
            asked,
            in_full=scored.rank <= IN_FULL,
            shortlisted=scored.id in shortlisted,
        )
        for scored in shown
    )
    by_meaning = asked.vector is not None
    engine = selection.state()
    return Ranking(
        challenge_text=asked.text,
        challenge=challenge,
        criteria=criteria,
        terms=asked.terms,
        dropped=asked.dropped,
        others={term.form: tuple(asked.others_in_use(term)) for term in asked.terms},
        results=results,
        by_meaning=by_meaning,
        not_embedded=sum(item.closeness is None for item in shown) if by_meaning else 0,
        searched=asked.solutions,
        made_at=now(),
        seconds=time.perf_counter() - begun,
        model=asked.model,
        engine=engine.name,
        degraded=engine.degraded,
    )
