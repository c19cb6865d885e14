"""What other areas' commands cause here: results made known, and the past taken over."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from foundation.access.actor import SYSTEM
from foundation.audit import record
from foundation.database import insert, require_transaction
from foundation.ids import derived_id
from pitch.contests.effects import lock_contest
from pitch.judging.counting.tally import tally_of
from pitch.judging.results.freezing import content_of_result, frozen_columns
from pitch.judging.results.known import make_known
from pitch.judging.states import BallotState, ResultState
from pitch.judging.tables import Ballot, BallotScore, ContestResult


async def restore_ballot(
    ballot_id: UUID,
    *,
    contest_id: UUID,
    entry_id: UUID,
    judge_id: UUID,
    state: BallotState,
    scores: Mapping[UUID, int],
    comments: Mapping[UUID, str],
    at: datetime,
    feedback: str | None = None,
    recusal_reason: str | None = None,
) -> None:
    """Write a ballot that was cast elsewhere or earlier.

    Args:
        scores, comments: by criterion.
        at: when it was last written, submitted or recused.
    """
    require_transaction()
    await insert(
        Ballot,
        {
            Ballot.id: ballot_id,
            Ballot.contest: contest_id,
            Ballot.entry: entry_id,
            Ballot.judge: judge_id,
            Ballot.state: state.value,
            Ballot.feedback: feedback,
            Ballot.recusal_reason: recusal_reason,
            Ballot.created_at: at,
            Ballot.updated_at: at,
            Ballot.submitted_at: at if state is BallotState.SUBMITTED else None,
            Ballot.recused_at: at if state is BallotState.RECUSED else None,
        },
    )
    for criterion_id in sorted({*scores, *comments}):
        await insert(
            BallotScore,
            {
                BallotScore.id: derived_id("ballot_score", str(ballot_id), str(criterion_id)),
                BallotScore.ballot: ballot_id,
                BallotScore.criterion: criterion_id,
                BallotScore.value: scores.get(criterion_id),
                BallotScore.comment: comments.get(criterion_id),
            },
        )


async def restore_result(
    result_id: UUID,
    *,
    contest_id: UUID,
    places: Mapping[UUID, int],
    decided_at: datetime,
    published_at: datetime | None,
    comment_ja: str | None = None,
    comment_en: str | None = None,
    decided_by: str | None = None,
) -> None:
    """Write a result that was decided elsewhere or earlier.

    Contest, entries and ballots are there already; the contest is in the state that goes with it
    (`decided`, or `published` with `published_at`). Without ballots the result has places only.

    Args:
        places: place by entry; entries left out have none (finalists).
        decided_by: name to keep in the record, if known.
    """
    require_transaction()
    contest = await lock_contest(contest_id)
    content = content_of_result(
        contest,
        await tally_of(contest_id),
        places,
        comment=(comment_ja, comment_en),
        reason=None,
        shared_feedback=(),
        decided_at=decided_at,
        decided_by=decided_by,
    )
    await insert(
        ContestResult,
        {
            ContestResult.id: result_id,
            ContestResult.contest: contest_id,
            ContestResult.state: (
                ResultState.PUBLISHED if published_at else ResultState.DECIDED
            ).value,
            ContestResult.decided_at: decided_at,
            ContestResult.published_at: published_at,
        },
        **(columns := frozen_columns(content)),
    )
    after = {"contest": contest_id, "sha256": columns["sha256"]}
    await record(SYSTEM, "result.taken_in", "contest_result", result_id, None, after)
    if published_at is not None:
        await make_known(content, published_at)
