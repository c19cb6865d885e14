"""What judges read of their own ballots, and of nobody else's: blindness is applied here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.database import fetch_as, fetch_one_as, fetch_value
from foundation.errors import NotFound
from pitch.contests.entries.queries import entry_for
from pitch.contests.entries.views import EntryView
from pitch.contests.permissions import Permission
from pitch.contests.queries import (
    ContestRow,
    ContestView,
    contest_for,
    contests_judged_by,
)
from pitch.contests.rubric import CriterionView
from pitch.contests.states import ContestState
from pitch.judging import policy
from pitch.judging.ballots.content import BallotContent
from pitch.judging.counting.tally import (
    NAMES,
    NUMBERED,
    SAID,
    NumberedEntry,
)
from pitch.judging.states import NOT_STARTED, SETTLED, BallotState


@dataclass(frozen=True, kw_only=True)
class JudgedEntry(NumberedEntry):
    """A standing entry with the reader's own ballot for it; version 0 while nothing was written."""

    contest_id: UUID
    state: str
    version: int
    updated_at: datetime | None
    recusal_reason: str | None

    @property
    def is_settled(self) -> bool:
        """Nothing more is expected of the judge."""
        return self.state in SETTLED


@dataclass(frozen=True, kw_only=True)
class JudgedContest:
    """A contest the reader judges, with their own progress."""

    contest: ContestRow
    entries: Sequence[JudgedEntry]

    @property
    def done(self) -> int:
        """Ballots submitted or recused."""
        return sum(entry.is_settled for entry in self.entries)

    @property
    def takes_ballots(self) -> bool:
        """Whether a ballot sent now would be taken."""
        return _takes_ballots(self.contest.state, self.contest.judging_deadline)

    @property
    def next_entry(self) -> JudgedEntry | None:
        """The first entry that still waits for the judge."""
        return next((entry for entry in self.entries if not entry.is_settled), None)


@dataclass(frozen=True, kw_only=True)
class BallotView:
    """A judge's own ballot for one entry.

    Attributes:
        own: the entry in short, with the state of the ballot.
        siblings: all standing entries of the contest, in order.
        belongs_to_entrant: the judge acts for the company that entered.
    """

    contest: ContestView
    entry: EntryView
    own: JudgedEntry
    content: BallotContent
    siblings: Sequence[JudgedEntry]
    belongs_to_entrant: bool

    @property
    def criteria(self) -> Sequence[CriterionView]:
        """The rubric."""
        return self.contest.criteria

    @property
    def done(self) -> int:
        """Ballots of the contest that the judge has submitted or recused."""
        return sum(entry.is_settled for entry in self.siblings)

    @property
    def position(self) -> int:
        """Which of the contest's standing entries this is, from 1."""
        return 1 + self.siblings.index(self.own)

    @property
    def is_judged_now(self) -> bool:
        """The contest is being judged, whatever the clock says."""
        return self.contest.state == ContestState.JUDGING

    @property
    def is_late(self) -> bool:
        """The judging deadline has passed."""
        return self.contest.judging_deadline <= clock.now()

    @property
    def is_writable(self) -> bool:
        """Whether a draft sent now would be taken."""
        return (
            _takes_ballots(self.contest.state, self.contest.judging_deadline)
            and self.own.state in (NOT_STARTED, BallotState.DRAFT)
            and not self.belongs_to_entrant
        )

    def next_entry(self) -> JudgedEntry | None:
        """The next entry after this one, around the end, that still waits for the judge."""
        at = self.position
        others = [*self.siblings[at:], *self.siblings[: at - 1]]
        return next((one for one in others if not one.is_settled), None)


def _takes_ballots(state: str, deadline: datetime) -> bool:
    return state == ContestState.JUDGING and deadline > clock.now()


async def judged_contests(actor: Actor) -> list[JudgedContest]:
    """The contests the reader judges, those being judged first, with their own ballots' states.

    Raises:
        NotAuthenticated, NotPermitted: the reader is no judge.
    """
    actor.account()
    policy.may_judge(actor).require()
    contests = await contests_judged_by(actor)
    entries = await _judged_entries([contest.id for contest in contests], actor.account())
    return [
        JudgedContest(
            contest=contest, entries=[one for one in entries if one.contest_id == contest.id]
        )
        for contest in contests
    ]


async def _judged_entries(contest_ids: Sequence[UUID], judge_id: UUID) -> list[JudgedEntry]:
    return await fetch_as(
        JudgedEntry,
        f"SELECT {NAMES}, n.contest AS contest_id, coalesce(b.state, $3) AS state, "
        "coalesce(b.version, 0) AS version, b.updated_at, b.recusal_reason "
        f"FROM {NUMBERED} LEFT JOIN ballot b ON b.entry = n.id AND b.judge = $2 "
        "WHERE n.contest = ANY($1) AND n.state = 'submitted' ORDER BY n.contest, n.number",
        list(contest_ids),
        judge_id,
        NOT_STARTED,
    )


async def own_ballots(actor: Actor, contest_id: UUID) -> JudgedContest:
    """The reader's own ballots in one contest.

    Raises:
        NotFound: the reader does not judge it.
    """
    found = [one for one in await judged_contests(actor) if one.contest.id == contest_id]
    if not found:
        raise NotFound()
    return found[0]


async def ballot_for(actor: Actor, entry_id: UUID) -> BallotView:
    """The reader's own ballot for an entry, written or not.

    Raises:
        NotAuthenticated, NotPermitted: the reader is no judge.
        NotFound: they do not judge this entry's contest, or the entry is withdrawn.
    """
    account_id = actor.account()
    policy.may_judge(actor).require()
    entry = await entry_for(actor, entry_id)
    contest = await contest_for(actor, entry.contest_id)
    siblings = await _judged_entries([contest.id], account_id)
    own = next((one for one in siblings if one.id == entry_id), None)
    if account_id not in contest.judge_ids or own is None:
        raise NotFound()
    return BallotView(
        contest=contest,
        entry=entry,
        own=own,
        content=await ballot_content(entry_id, account_id),
        siblings=siblings,
        belongs_to_entrant=await belongs_to(account_id, entry.organisation_id),
    )


async def own_progress(actor: Actor, contest: ContestView) -> tuple[int, int] | None:
    """(settled, all) of the reader's own ballots in a contest they judge; None for all others."""
    if not actor.may(Permission.JUDGE) or actor.account_id not in contest.judge_ids:
        return None
    entries = await _judged_entries([contest.id], actor.account())
    return sum(entry.is_settled for entry in entries), len(entries)


async def ballot_content(entry_id: UUID, judge_id: UUID) -> BallotContent:
    """What stands on a judge's ballot; empty for one not written yet."""
    found = await fetch_one_as(
        BallotContent,
        f"SELECT {SAID} FROM ballot b WHERE b.entry = $1 AND b.judge = $2",
        entry_id,
        judge_id,
    )
    return found or BallotContent()


async def belongs_to(account_id: UUID, organisation_id: UUID) -> bool:
    """Whether a person acts for an organisation, in whatever role."""
    found: bool = await fetch_value(
        "SELECT EXISTS (SELECT FROM membership "
        "WHERE account = $1 AND organisation = $2 AND state = 'active')",
        account_id,
        organisation_id,
    )
    return found
