"""From ballots as they are kept to the weighted mean of `weighted.py`, and to what still lacks.

Only ballots of present judges for standing entries are given here; of those only submitted ones count.
"""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

import msgspec

from pitch.contests.rubric import SCALE, CriterionView
from pitch.judging.counting.weighted import Ballot, Criterion, EntryScore, score_entries
from pitch.judging.states import SETTLED, BallotState


class CastBallot(msgspec.Struct, kw_only=True, frozen=True):
    """A ballot as it is kept.

    Attributes:
        scores: step of the scale by criterion.
        comments: text by criterion.
    """

    id: UUID
    version: int
    state: str
    entry_id: UUID
    judge_id: UUID
    scores: dict[UUID, int]
    comments: dict[UUID, str]
    feedback: str | None = None
    recusal_reason: str | None = None


def count(
    criteria: Sequence[CriterionView], ballots: Iterable[CastBallot], entry_ids: Iterable[UUID]
) -> list[EntryScore[UUID]]:
    """Means, totals and ranks of the entries, best first."""
    rubric = [Criterion(one.id, one.weight, 1, SCALE) for one in criteria]
    cast = [
        Ballot(
            ballot.judge_id,
            ballot.entry_id,
            ballot.scores,
            ballot.state == BallotState.RECUSED,
        )
        for ballot in ballots
        if ballot.state in SETTLED
    ]
    return score_entries(rubric, cast, entry_ids)


def is_complete(
    ballots: Iterable[CastBallot], entry_ids: Collection[UUID], judge_ids: Collection[UUID]
) -> bool:
    """Whether every judge has submitted or recused for every entry."""
    settled = {(one.entry_id, one.judge_id) for one in ballots if one.state in SETTLED}
    return all((entry, judge) in settled for entry in entry_ids for judge in judge_ids)
