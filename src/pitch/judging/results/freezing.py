"""From a tally and the places decided to the record that is kept. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation.acts import Row
from foundation.frozen import freeze
from foundation.i18n import gettext as _
from pitch.judging.counting.cast import CastBallot
from pitch.judging.counting.tally import Tally
from pitch.judging.counting.weighted import EntryScore, exact
from pitch.judging.results.record import (
    FrozenBallot,
    FrozenCriterion,
    FrozenEntry,
    ResultContent,
    in_order,
)
from pitch.judging.states import SETTLED, BallotState

PLACES = "places"


def place_errors(places: Mapping[UUID, int], entry_ids: Sequence[UUID]) -> dict[str, str]:
    """What the places break, as message per field; empty if nothing.

    Places go 1, 2, 3; equals share one, after which as many are left out (1, 1, 3). Entries may stay
    without a place, but somebody is first.
    """
    if not places.keys() <= set(entry_ids):
        return {PLACES: _("このコンテストの応募でないものが含まれています。")}
    given = sorted(places.values())
    if not given or given[0] != 1:
        return {PLACES: _("1位を決めてください。")}
    for place in given:
        if place != 1 + sum(other < place for other in given):
            return {
                PLACES: _(
                    "順位は1から順に付けてください。同じ順位のあとは、その数だけ空けます（1、1、3）。"
                )
            }
    return {}


def differs(places: Mapping[UUID, int], scores: Sequence[EntryScore[UUID]]) -> bool:
    """Whether a place is not the one that the computed order gives."""
    ranks = {score.entry: score.rank for score in scores}
    return any(place != ranks.get(entry) for entry, place in places.items())


def content_of_result(
    contest: Mapping[str, Any],
    tally: Tally,
    places: Mapping[UUID, int],
    *,
    comment: tuple[str | None, str | None],
    reason: str | None,
    shared_feedback: Sequence[UUID],
    decided_at: datetime,
    decided_by: str | None,
) -> ResultContent:
    """The record of a decision.

    Args:
        contest: its row.
        tally: what was counted, read in the transaction of the decision.
        places: place by entry.
        comment: what is said of the result, Japanese and English.
        reason: why places differ from the computed order.
        shared_feedback: ballots whose feedback goes to the entrant.
        decided_at, decided_by: instant and name.
    """
    scores = {score.entry: score for score in tally.scores} if tally.criteria else {}
    settled = [one for one in tally.ballots if one.state in SETTLED]
    counted = [one for one in settled if one.state == BallotState.SUBMITTED]
    entries = [
        _entry(tally, index, places, scores.get(entry.id), counted, shared_feedback)
        for index, entry in enumerate(tally.entries)
    ]
    return ResultContent(
        contest_id=contest["id"],
        theme_ja=contest["theme_ja"],
        theme_en=contest["theme_en"],
        rubric_hash=contest["rubric_hash"],
        criteria=[
            FrozenCriterion(id=one.id, name_ja=one.name_ja, name_en=one.name_en, weight=one.weight)
            for one in tally.criteria
        ],
        entries=in_order(entries),
        ballots=[_ballot(one) for one in settled],
        judges=len(tally.judges),
        comment_ja=comment[0],
        comment_en=comment[1],
        reason=reason,
        opening_reason=tally.opening.reason if tally.opening else None,
        decided_at=decided_at,
        decided_by=decided_by,
    )


def _entry(
    tally: Tally,
    index: int,
    places: Mapping[UUID, int],
    score: EntryScore[UUID] | None,
    counted: Sequence[CastBallot],
    shared_feedback: Sequence[UUID],
) -> FrozenEntry:
    entry = tally.entries[index]
    return FrozenEntry(
        entry_id=entry.id,
        organisation_id=entry.organisation_id,
        organisation_name=entry.organisation_name,
        solution_id=entry.solution_id,
        title_ja=entry.title_ja,
        title_en=entry.title_en,
        place=places.get(entry.id),
        rank=score.rank if score else None,
        total=exact(score.total) if score else None,
        means={key: exact(mean) for key, mean in score.means.items()} if score else {},
        ballots=score.ballots if score else 0,
        tied=score.tied if score else False,
        feedback=[
            one.feedback
            for one in counted
            if one.entry_id == entry.id and one.id in shared_feedback and one.feedback
        ],
    )


def _ballot(ballot: CastBallot) -> FrozenBallot:
    recused = ballot.state == BallotState.RECUSED
    return FrozenBallot(
        id=ballot.id,
        version=ballot.version,
        judge_id=ballot.judge_id,
        entry_id=ballot.entry_id,
        state=ballot.state,
        scores={} if recused else dict(ballot.scores),
    )


def frozen_columns(content: ResultContent) -> Row:
    """The columns of a result that never change."""
    frozen = freeze(content)
    return {
        "content": frozen.text,
        "sha256": frozen.sha256,
        "scored": any(entry.total is not None for entry in content.entries),
    }
