"""How far judging has come, for the secretariat: states, never values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from foundation.access.actor import Actor
from pitch.contests.queries import ContestView, JudgeView, contest_for
from pitch.judging import policy
from pitch.judging.counting.tally import Opening, TalliedEntry, tally_of
from pitch.judging.states import NOT_STARTED, SETTLED


@dataclass(frozen=True, kw_only=True)
class Recusal:
    """A recusal (回避) as the secretariat sees it; `version` is the ballot's."""

    ballot_id: UUID
    version: int
    judge_name: str
    entry: TalliedEntry
    reason: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far judging has come: states only.

    Attributes:
        states: state by (entry, judge); what is missing has not been started.
    """

    contest: ContestView
    entries: Sequence[TalliedEntry]
    judges: Sequence[JudgeView]
    states: Mapping[tuple[UUID, UUID], str]
    recusals: Sequence[Recusal]
    is_complete: bool
    shows_order: bool
    opening: Opening | None

    def state(self, entry_id: UUID, judge_id: UUID) -> str:
        """State of one ballot."""
        return self.states.get((entry_id, judge_id), NOT_STARTED)

    def done(self, judge_id: UUID) -> int:
        """Entries that a judge has settled."""
        return sum(self.state(entry.id, judge_id) in SETTLED for entry in self.entries)

    @property
    def expected(self) -> int:
        """Ballots that are expected in all."""
        return len(self.entries) * len(self.judges)

    @property
    def settled(self) -> int:
        """Ballots that are submitted or recused."""
        return sum(self.done(judge.account_id) for judge in self.judges)


async def progress_of(actor: Actor, contest_id: UUID) -> Progress:
    """How far a contest's judging has come, for the secretariat.

    Raises:
        NotAuthenticated, NotPermitted: the reader is not the secretariat.
    """
    actor.account()
    policy.may_run(actor).require()
    contest = await contest_for(actor, contest_id)
    tally = await tally_of(contest_id)
    entries = {entry.id: entry for entry in tally.entries}
    names = {judge.account_id: judge.name for judge in tally.judges}
    return Progress(
        contest=contest,
        entries=tally.entries,
        judges=tally.judges,
        states={(one.entry_id, one.judge_id): one.state for one in tally.ballots},
        recusals=[
            Recusal(
                ballot_id=one.id,
                version=one.version,
                judge_name=names[one.judge_id],
                entry=entries[one.entry_id],
                reason=one.recusal_reason,
            )
            for one in tally.ballots
            if one.recusal_reason
        ],
        is_complete=tally.is_complete,
        shows_order=tally.shows_order,
        opening=tally.opening,
    )
