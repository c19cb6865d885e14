"""Open challenges that a startup's own solutions fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from foundation.access.actor import Actor
from foundation.clock import today
from matching.embedding.closeness import similarities
from matching.embedding.models import serving
from matching.facts.kinds import SubjectKind
from matching.facts.queries import facts_about
from matching.matcher.policy import may_read_own_fits
from matching.matcher.scoring.asking import Question, ask_all
from matching.matcher.scoring.bands import Band
from matching.matcher.scoring.explanation import Explained, explain
from matching.matcher.scoring.fit import judge, points, tell
from matching.matcher.scoring.ranking import Known, know, score
from matching.matcher.sources.port import (
    ChallengeFields,
    SolutionFields,
    challenge_source,
    solution_source,
)
from matching.search.index import store
from matching.search.kinds import CHALLENGE

FITS_A_SOLUTION = 5
# So many challenges are looked at closely for each solution: those nearest in meaning, or with most
# of its words where nothing is embedded.
LOOKED_AT = 12


@dataclass(frozen=True, kw_only=True)
class OwnFit:
    """How one of the startup's own solutions fits an open challenge; no rank among others."""

    challenge: ChallengeFields
    solution: SolutionFields
    why: Explained


async def own_fits(
    actor: Actor,
    limit: int = FITS_A_SOLUTION,
    at_most: int | None = None,
    of: UUID | None = None,
) -> list[OwnFit]:
    """Open challenges that the startup's own published solutions fit, best first.

    Weak ones are left out. Nothing is told of other startups' solutions, and nothing of what a
    bureau demands of its candidates: facts count as they stand.

    Args:
        limit: challenges for each solution.
        at_most: in all.
        of: one of the solutions, to look at it alone; None = all of them.

    Raises:
        NotPermitted: no startup asks.
    """
    may_read_own_fits(actor).require()
    own = [
        one for one in await solution_source().own_published_ids(actor) if of is None or one == of
    ]
    if not own:
        return []
    solutions = await solution_source().fields_of(actor, own)
    open_ids = await challenge_source().open_ids()
    served = await serving()
    model = None if served is None else served.name
    known = await know(list(solutions), model)
    if not known.documents or not open_ids:
        return []
    facts = await facts_about(SubjectKind.SOLUTION, list(solutions), today())
    challenges = await challenge_source().fields_of(await _looked_at(known, open_ids, model))
    looked_at = [challenges[key] for key in sorted(challenges)]
    asked = await ask_all([Question(one.title, one.body) for one in looked_at])
    found: list[OwnFit] = []
    for challenge, question in zip(looked_at, asked, strict=True):
        judged = {
            key: judge(challenge, solutions[key], facts[key])
            for key in known.documents
            if key in solutions
        }
        placed = score(question, known, {key: points(told) for key, told in judged.items()})
        found += [
            OwnFit(
                challenge=challenge,
                solution=solutions[scored.id],
                why=explain(
                    scored,
                    known.documents[scored.id],
                    placed.level,
                    question.terms,
                    tell(judged[scored.id]),
                    model=served,
                    in_full=False,
                ),
            )
            for scored in placed.order
            if scored.id in judged
        ]
    return _best_of_each([fit for fit in found if _worth_telling(fit)], limit)[:at_most]


async def _looked_at(known: Known, open_ids: Sequence[UUID], model: str | None) -> list[UUID]:
    """The challenges worth scoring: of each solution the nearest."""
    order = sorted(open_ids)
    if len(order) <= LOOKED_AT:
        return order
    near = await _by_meaning(known, order, model)
    if near is None:
        near = await _by_words(known, order)
    best = np.argsort(-near, axis=1, kind="stable")[:, :LOOKED_AT]
    return [order[column] for column in sorted(set(best.ravel().tolist()))]


async def _by_meaning(known: Known, ids: Sequence[UUID], model: str | None) -> np.ndarray | None:
    """Cosines, shape (solutions, challenges); None where a solution or all challenges lack vectors."""
    if model is None or known.solutions is None or len(known.embedded) < len(known.documents):
        return None
    vectors = await store.document_vectors(CHALLENGE, ids, model)
    if not vectors:
        return None
    nothing = np.full(known.solutions.pieces.shape[1], -1.0, dtype=np.float32)
    # A challenge is embedded in one piece.
    matrix = np.array([vectors[key][0] if key in vectors else nothing for key in ids])
    return similarities(known.solutions.pieces, known.solutions.starts, matrix)


async def _by_words(known: Known, ids: Sequence[UUID]) -> np.ndarray:
    """Share of each challenge's words found in each solution, shape (solutions, challenges)."""
    documents = await store.documents(CHALLENGE, ids)
    shares = np.zeros((len(known.documents), len(ids)))
    for row, solution in enumerate(known.documents.values()):
        for column, key in enumerate(ids):
            words = documents[key].words if key in documents else frozenset()
            shares[row, column] = len(words & solution.words) / (len(words) + 1)
    return shares


def _worth_telling(fit: OwnFit) -> bool:
    band = fit.why.band
    return band in (Band.STRONG, Band.MEDIUM) or (band is Band.UNKNOWN and bool(fit.why.met))


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
