"""Reads of results: for the secretariat once they are decided, for everybody once they are published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch_one_as
from foundation.errors import NotFound
from foundation.frozen import thaw
from pitch.contests.policy import owns_entry
from pitch.contests.queries import ContestView, contest_for
from pitch.judging import policy
from pitch.judging.results.record import FrozenEntry, ResultContent
from pitch.judging.states import ResultState


@dataclass(frozen=True, kw_only=True)
class ResultEntry:
    """An entry in a result: what everybody sees of it once it is published.

    Attributes:
        total: exact weighted mean on the scale from 1 to 5; None where no scores are known.
    """

    id: UUID
    solution_id: UUID
    title_ja: str
    title_en: str | None
    organisation_name: str
    place: int | None
    total: Fraction | None
    ballots: int


@dataclass(frozen=True, kw_only=True)
class CriterionLine:
    """One criterion of an entry's score.

    Attributes:
        mean: exact mean of the entry's ballots.
        mean_of_all: exact mean over all scored entries.
        contribution: what it adds to the total.
    """

    name_ja: str
    name_en: str | None
    weight: int
    mean: Fraction | None
    mean_of_all: Fraction | None
    contribution: Fraction | None


@dataclass(frozen=True, kw_only=True)
class EntryLines:
    """An entry with its score by criterion; `feedback` is for its startup and the secretariat."""

    entry: ResultEntry
    lines: Sequence[CriterionLine]
    feedback: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """What only the secretariat sees of a result."""

    decided_by: str | None
    published_by: str | None
    reason: str | None
    opening_reason: str | None
    state_reason: str | None


@dataclass(frozen=True, kw_only=True)
class ResultView:
    """A result as one reader may see it. No reader gets ballots or names of judges from it.

    Attributes:
        winner: the first entry in first place, by criterion; None without scores.
        own: entries of the reader's startup, by criterion.
        judges: how many judged.
        decision: for the secretariat.
    """

    id: UUID
    version: int
    contest: ContestView
    state: str
    scored: bool
    entries: Sequence[ResultEntry]
    winner: EntryLines | None
    own: Sequence[EntryLines]
    judges: int
    comment_ja: str | None
    comment_en: str | None
    sha256: str
    decided_at: datetime
    published_at: datetime | None
    decision: DecisionView | None

    @property
    def is_published(self) -> bool:
        """Whether everybody sees it."""
        return self.state == ResultState.PUBLISHED

    @property
    def winners(self) -> list[ResultEntry]:
        """Entries in first place."""
        return [entry for entry in self.entries if entry.place == 1]


@dataclass(frozen=True, kw_only=True)
class _Standing:
    id: UUID
    version: int
    state: str
    content: str
    scored: bool
    sha256: str
    decided_at: datetime
    published_at: datetime | None
    state_reason: str | None
    decider: str | None
    publisher: str | None


async def result_for(actor: Actor, contest_id: UUID) -> ResultView:
    """A contest's result: everybody's once published, the secretariat's once decided.

    Raises:
        NotFound: there is none for this reader.
    """
    contest = await contest_for(actor, contest_id)
    row = await fetch_one_as(
        _Standing,
        "SELECT r.id, r.version, r.state, r.content, r.scored, r.sha256, r.decided_at, "
        "r.published_at, r.state_reason, a.name AS decider, b.name AS publisher FROM contest_result r "
        "LEFT JOIN account a ON a.id = r.decided_by LEFT JOIN account b ON b.id = r.published_by "
        "WHERE r.contest = $1 AND r.state <> 'taken_back'",
        contest_id,
    )
    if row is None or not (row.state == ResultState.PUBLISHED or policy.may_run(actor)):
        raise NotFound()
    content = thaw(row.content, ResultContent)
    winners = content.winners
    return ResultView(
        id=row.id,
        version=row.version,
        contest=contest,
        state=row.state,
        scored=row.scored,
        entries=[_entry(entry) for entry in content.entries],
        winner=_lines(content, winners[0]) if winners and winners[0].total else None,
        own=[
            _lines(content, entry)
            for entry in content.entries
            if owns_entry(actor, entry.organisation_id)
        ],
        judges=content.judges,
        comment_ja=content.comment_ja,
        comment_en=content.comment_en,
        sha256=row.sha256,
        decided_at=row.decided_at,
        published_at=row.published_at,
        decision=_decision(row, content) if policy.may_run(actor) else None,
    )


def _entry(entry: FrozenEntry) -> ResultEntry:
    return ResultEntry(
        id=entry.entry_id,
        solution_id=entry.solution_id,
        title_ja=entry.title_ja,
        title_en=entry.title_en,
        organisation_name=entry.organisation_name,
        place=entry.place,
        total=entry.exact_total,
        ballots=entry.ballots,
    )


def _lines(content: ResultContent, entry: FrozenEntry) -> EntryLines:
    whole = sum(criterion.weight for criterion in content.criteria)
    lines = []
    for criterion in content.criteria:
        mean = entry.mean(criterion.id)
        lines.append(
            CriterionLine(
                name_ja=criterion.name_ja,
                name_en=criterion.name_en,
                weight=criterion.weight,
                mean=mean,
                mean_of_all=content.mean_of_all(criterion.id),
                contribution=None if mean is None else mean * criterion.weight / whole,
            )
        )
    return EntryLines(entry=_entry(entry), lines=lines, feedback=tuple(entry.feedback))


def _decision(row: _Standing, content: ResultContent) -> DecisionView:
    return DecisionView(
        decided_by=row.decider or content.decided_by,
        published_by=row.publisher,
        reason=content.reason,
        opening_reason=content.opening_reason,
        state_reason=row.state_reason,
    )
