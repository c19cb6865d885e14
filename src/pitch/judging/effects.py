"""What other areas' commands cause here: results made known, and the past taken over."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.audit import record
from foundation.database import insert, require_transaction
from foundation.frozen import freeze
from foundation.i18n import gettext as _
from foundation.i18n import using_language
from foundation.ids import derived_id
from matching.facts.effects import record_fact, withdraw_fact
from matching.facts.kinds import FactKind, SubjectKind
from pitch.contests.effects import lock_contest
from pitch.judging.freezing import content_of_result
from pitch.judging.record import ResultContent
from pitch.judging.states import BallotState, ResultState
from pitch.judging.tables import Ballot, BallotScore, ContestResult
from pitch.judging.tally import tally_of

Row = dict[str, Any]
SOURCE = "contest"
WINNER, PLACED = "winner", "placed"


async def make_known(content: ResultContent, published_at: datetime) -> None:
    """Record for each placed solution what place it took."""
    require_transaction()
    day = published_at.astimezone(clock.TOKYO).date()
    for entry in content.entries:
        if entry.place is None:
            continue
        labels = {}
        for language, theme in (
            ("ja", content.theme_ja),
            ("en", content.theme_en or content.theme_ja),
        ):
            with using_language(language):
                labels[language] = _(
                    "コンテスト「%(theme)s」%(place)s位", theme=theme, place=entry.place
                )
        await record_fact(
            SubjectKind.SOLUTION,
            entry.solution_id,
            FactKind.CONTEST_RESULT,
            labels["ja"],
            labels["en"],
            day,
            None,
            SOURCE,
            content.contest_id,
            published_at,
            value=WINNER if entry.place == 1 else PLACED,
        )


async def make_unknown(contest_id: UUID) -> None:
    """Take back what a result had made known."""
    require_transaction()
    await withdraw_fact(FactKind.CONTEST_RESULT, SOURCE, contest_id)


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
        id=ballot_id,
        contest=contest_id,
        entry=entry_id,
        judge=judge_id,
        state=state.value,
        feedback=feedback,
        recusal_reason=recusal_reason,
        created_at=at,
        updated_at=at,
        submitted_at=at if state is BallotState.SUBMITTED else None,
        recused_at=at if state is BallotState.RECUSED else None,
    )
    for criterion_id in sorted({*scores, *comments}):
        await insert(
            BallotScore,
            id=derived_id("ballot_score", str(ballot_id), str(criterion_id)),
            ballot=ballot_id,
            criterion=criterion_id,
            value=scores.get(criterion_id),
            comment=comments.get(criterion_id),
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
        id=result_id,
        contest=contest_id,
        state=(ResultState.PUBLISHED if published_at else ResultState.DECIDED).value,
        decided_at=decided_at,
        published_at=published_at,
        **(columns := frozen_columns(content)),
    )
    after = {"contest": contest_id, "sha256": columns["sha256"]}
    await record(SYSTEM, "result.taken_in", "contest_result", result_id, None, after)
    if published_at is not None:
        await make_known(content, published_at)


def frozen_columns(content: ResultContent) -> Row:
    """The columns of a result that never change."""
    frozen = freeze(content)
    return {
        "content": frozen.text,
        "sha256": frozen.sha256,
        "scored": any(entry.total is not None for entry in content.entries),
    }
