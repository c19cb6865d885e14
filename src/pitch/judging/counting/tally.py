"""What this area's commands and queries read of a contest's ballots. It knows no reader: not for elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from foundation.database import fetch_as, fetch_one_as
from foundation.frozen import sign_of
from foundation.identity.organisations.shown import Called
from pitch.contests.joins import ENTRIES, STANDING, contest_of, entry_of, judged_by
from pitch.contests.queries import JudgeView, criteria_of, judges_of
from pitch.contests.rubric import CriterionView
from pitch.judging.counting.cast import CastBallot, count, is_complete
from pitch.judging.counting.weighted import EntryScore

NUMBERED = (
    "(SELECT e.id, e.contest, e.organisation, e.solution, e.state, "
    "row_number() OVER (PARTITION BY e.contest ORDER BY e.submitted_at, e.id) AS number, "
    "coalesce(e.snapshot->'content', e.snapshot)->>'title_ja' AS title_ja, "
    "coalesce(e.snapshot->'content', e.snapshot)->>'title_en' AS title_en "
    f"FROM {ENTRIES}) n JOIN organisation o ON o.id = n.organisation"
)
"""All entries with their numbers, withdrawn ones too, and the solution's title when it was entered."""
NAMES = (
    "n.id, n.number, n.title_ja, n.title_en, "
    "o.name AS organisation_name, o.name_en AS organisation_name_en"
)
"""Columns of a `NumberedEntry`."""
SAID = (
    "(SELECT coalesce(jsonb_object_agg(s.criterion, s.value) FILTER (WHERE s.value IS NOT NULL), '{}') "
    "FROM ballot_score s WHERE s.ballot = b.id) AS scores, "
    "(SELECT coalesce(jsonb_object_agg(s.criterion, s.comment) FILTER (WHERE s.comment <> ''), '{}') "
    "FROM ballot_score s WHERE s.ballot = b.id) AS comments, b.feedback"
)
"""What stands on a ballot `b`: scores and comments by criterion, feedback."""


@dataclass(frozen=True, kw_only=True)
class NumberedEntry(Called):
    """A standing entry. `number` counts all entries of the contest, withdrawn ones too, by arrival."""

    id: UUID
    number: int
    title_ja: str
    title_en: str | None

    @property
    def code(self) -> str:
        """How it is called during judging: E-06."""
        return f"E-{self.number:02d}"


@dataclass(frozen=True, kw_only=True)
class TalliedEntry(NumberedEntry):
    """An entry, with whose solution it is."""

    organisation_id: UUID
    solution_id: UUID


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
    judges: Sequence[JudgeView]
    ballots: Sequence[CastBallot]
    opening: Opening | None

    @property
    def is_complete(self) -> bool:
        """Whether nothing more is expected of any judge."""
        return is_complete(
            self.ballots, [one.id for one in self.entries], [one.account_id for one in self.judges]
        )

    @property
    def shows_order(self) -> bool:
        """Whether the secretariat may see values: all ballots are there, or the order was opened."""
        return self.is_complete or self.opening is not None

    @cached_property
    def scores(self) -> list[EntryScore[UUID]]:
        """Means, totals and ranks, best first."""
        return count(self.criteria, self.ballots, [one.id for one in self.entries])

    @cached_property
    def seen(self) -> str:
        """A sign of what the order rests on: any change of a ballot or an entry changes it."""
        ballots = sorted((str(one.id), one.version, one.state) for one in self.ballots)
        return sign_of(ballots, sorted(str(one.id) for one in self.entries))


async def tally_of(contest_id: UUID) -> Tally:
    """Everything that counts in a contest; in one transaction with what is made of it."""
    return Tally(
        await criteria_of(contest_id),
        await _entries(contest_id),
        await judges_of(contest_id),
        await _ballots(contest_id),
        await _opening(contest_id),
    )


async def _entries(contest_id: UUID) -> list[TalliedEntry]:
    return await fetch_as(
        TalliedEntry,
        f"SELECT {NAMES}, n.organisation AS organisation_id, n.solution AS solution_id "
        f"FROM {NUMBERED} WHERE n.contest = $1 AND n.state = 'submitted' ORDER BY n.number",
        contest_id,
    )


async def _ballots(contest_id: UUID) -> list[CastBallot]:
    return await fetch_as(
        CastBallot,
        "SELECT b.id, b.version, b.state, b.entry AS entry_id, b.judge AS judge_id, "
        f"b.recusal_reason, {SAID} FROM ballot b {entry_of('b')} AND {STANDING} "
        f"WHERE b.contest = $1 AND {judged_by('b', 'b.judge')} ORDER BY b.entry, b.judge",
        contest_id,
    )


async def _opening(contest_id: UUID) -> Opening | None:
    return await fetch_one_as(
        Opening,
        "SELECT o.reason, o.opened_at, a.name AS opened_by FROM order_opening o "
        f"JOIN account a ON a.id = o.opened_by {contest_of('o')} "
        "WHERE o.contest = $1 AND o.opened_at >= c.judging_started_at "
        "ORDER BY o.opened_at DESC LIMIT 1",
        contest_id,
    )
