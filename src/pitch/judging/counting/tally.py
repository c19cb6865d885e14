"""What this area's commands and queries read of a contest's ballots. It knows no reader: not for elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from foundation.database import fetch, fetch_one
from foundation.frozen import sign_of
from foundation.identity.organisations.shown import Called
from pitch.contests.joins import ENTRIES, STANDING, contest_of, entry_of, judged_by
from pitch.contests.queries import criteria_of, judges_of
from pitch.contests.rubric import CriterionView
from pitch.judging.counting.cast import CastBallot, count, is_complete
from pitch.judging.counting.weighted import EntryScore

Row = dict[str, Any]
TITLES = (
    "coalesce(e.snapshot->'content', e.snapshot)->>'title_ja' AS title_ja, "
    "coalesce(e.snapshot->'content', e.snapshot)->>'title_en' AS title_en "
)
"""The solution's title when it was entered."""


@dataclass(frozen=True, kw_only=True)
class TalliedEntry(Called):
    """A standing entry. `number` counts all entries of the contest, withdrawn ones too, by arrival."""

    id: UUID
    number: int
    organisation_id: UUID
    solution_id: UUID
    title_ja: str
    title_en: str | None

    @property
    def code(self) -> str:
        """E-06."""
        return entry_code(self.number)


@dataclass(frozen=True, kw_only=True)
class TalliedJudge:
    """A present judge of the contest."""

    id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The order was opened before all ballots were there."""

    reason: str
    opened_at: datetime
    opened_by: str


@dataclass(frozen=True)
class Tally:
    """A contest's standing entries, its present judges, and their ballots for them."""

    criteria: Sequence[CriterionView]
    entries: Sequence[TalliedEntry]
    judges: Sequence[TalliedJudge]
    ballots: Sequence[CastBallot]
    opening: Opening | None

    @property
    def is_complete(self) -> bool:
        """Whether nothing more is expected of any judge."""
        return is_complete(
            self.ballots, [one.id for one in self.entries], [one.id for one in self.judges]
        )

    @property
    def shows_order(self) -> bool:
        """Whether the secretariat may see values: all ballots are there, or the order was opened."""
        return self.is_complete or self.opening is not None

    @cached_property
    def scores(self) -> list[EntryScore]:
        """Means, totals and ranks, best first."""
        return count(self.criteria, self.ballots, [one.id for one in self.entries])

    @cached_property
    def seen(self) -> str:
        """A sign of what the order rests on: any change of a ballot or an entry changes it."""
        ballots = sorted((str(one.id), one.version, one.state) for one in self.ballots)
        return sign_of(ballots, sorted(str(one.id) for one in self.entries))


def entry_code(number: int) -> str:
    """How an entry is called during judging: E-06."""
    return f"E-{number:02d}"


async def tally_of(contest_id: UUID) -> Tally:
    """Everything that counts in a contest; in one transaction with what is made of it."""
    return Tally(
        await criteria_of(contest_id),
        await _entries(contest_id),
        await _judges(contest_id),
        await _ballots(contest_id),
        await _opening(contest_id),
    )


async def _entries(contest_id: UUID) -> list[TalliedEntry]:
    rows = await fetch(
        "SELECT e.id, row_number() OVER (ORDER BY e.submitted_at, e.id) AS number, e.state, "
        "e.organisation AS organisation_id, o.name AS organisation_name, "
        "o.name_en AS organisation_name_en, e.solution AS solution_id, "
        + TITLES
        + f"FROM {ENTRIES} JOIN organisation o ON o.id = e.organisation "
        "WHERE e.contest = $1 ORDER BY e.submitted_at, e.id",
        contest_id,
    )
    return [
        TalliedEntry(**{name: value for name, value in row.items() if name != "state"})
        for row in rows
        if row["state"] == "submitted"
    ]


async def _judges(contest_id: UUID) -> list[TalliedJudge]:
    judges = await judges_of(contest_id)
    return [TalliedJudge(id=one.account_id, name=one.name) for one in judges]


async def _ballots(contest_id: UUID) -> list[CastBallot]:
    rows = await fetch(
        "SELECT b.id, b.version, b.state, b.entry AS entry_id, b.judge AS judge_id, b.feedback, "
        f"b.recusal_reason FROM ballot b {entry_of('b')} AND {STANDING} "
        f"WHERE b.contest = $1 AND {judged_by('b', 'b.judge')} ORDER BY b.entry, b.judge",
        contest_id,
    )
    scores: dict[UUID, dict[UUID, int]] = {row["id"]: {} for row in rows}
    comments: dict[UUID, dict[UUID, str]] = {row["id"]: {} for row in rows}
    for one in await fetch(
        "SELECT ballot, criterion, value, comment FROM ballot_score WHERE ballot = ANY($1)",
        list(scores),
    ):
        if one["value"] is not None:
            scores[one["ballot"]][one["criterion"]] = one["value"]
        if one["comment"]:
            comments[one["ballot"]][one["criterion"]] = one["comment"]
    return [
        CastBallot(**row, scores=scores[row["id"]], comments=comments[row["id"]]) for row in rows
    ]


async def _opening(contest_id: UUID) -> Opening | None:
    row = await fetch_one(
        "SELECT o.reason, o.opened_at, a.name AS opened_by FROM order_opening o "
        f"JOIN account a ON a.id = o.opened_by {contest_of('o')} "
        "WHERE o.contest = $1 AND o.opened_at >= c.judging_started_at "
        "ORDER BY o.opened_at DESC LIMIT 1",
        contest_id,
    )
    return Opening(**row) if row else None
