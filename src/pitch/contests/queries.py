"""Named reads of contests and entries. Publication and tenancy are applied here and nowhere else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.database import fetch, fetch_one, fetch_value
from foundation.errors import NotFound
from foundation.identity.organisations.shown import SHOWN, Called, Named, named
from foundation.web.pagination import PER_PAGE, PageOf, nearest, offset, paginate
from matching.challenges.queries import visible_challenge_ids
from pitch.contests import policy
from pitch.contests.permissions import Permission
from pitch.contests.rubric import CriterionContent, CriterionView, criterion_of
from pitch.contests.states import (
    EDITABLE,
    PUBLIC,
    TRANSITIONS,
    UNDER_WAY,
    Act,
    ContestState,
    EntryState,
    shown_state,
)

Row = dict[str, Any]
_PUBLIC = [state.value for state in PUBLIC]


@dataclass(frozen=True, kw_only=True)
class ContestRow:
    """A contest in a list."""

    id: UUID
    state: str
    theme_ja: str
    theme_en: str | None
    edition_ja: str | None
    edition_en: str | None
    entry_deadline: datetime
    judging_deadline: datetime
    published_at: datetime | None
    entries: int

    @property
    def takes_entries(self) -> bool:
        """Whether an entry sent now would be taken."""
        return self.state == ContestState.OPEN and self.entry_deadline > clock.now()


@dataclass(frozen=True, kw_only=True)
class JudgeView:
    """A judge of a contest."""

    account_id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class ContestView(Named):
    """A contest as one reader may see it.

    Attributes:
        challenge_number, challenge_title_*: empty where the reader may not see the challenge any more.
        criteria: the rubric, in order.
        judges: names are for the secretariat and the judges; empty for all others.
        judge_ids: accounts of the present judges.
        runs: the reader is the secretariat.
        acts: what the reader may do now that changes the state.
        entries: how many entries stand.
        own_entry_id: the reader's startup's standing entry.
    """

    id: UUID
    version: int
    state: str
    challenge_id: UUID
    challenge_number: str | None
    challenge_title_ja: str | None
    challenge_title_en: str | None
    theme_ja: str
    theme_en: str | None
    edition_ja: str | None
    edition_en: str | None
    description_ja: str
    description_en: str | None
    entry_deadline: datetime
    judging_deadline: datetime
    final_at: datetime | None
    rubric_hash: str | None
    sample_note_ja: str | None
    sample_note_en: str | None
    provenance: Row | None
    opened_at: datetime | None
    decided_at: datetime | None
    published_at: datetime | None
    state_reason: str | None
    criteria: tuple[CriterionView, ...]
    judges: tuple[JudgeView, ...]
    judge_ids: frozenset[UUID]
    runs: bool
    acts: tuple[Act, ...]
    entries: int
    own_entry_id: UUID | None

    @property
    def takes_entries(self) -> bool:
        """Whether an entry sent now would be taken."""
        return self.state == ContestState.OPEN and self.entry_deadline > clock.now()

    @property
    def is_editable(self) -> bool:
        """Whether the reader may change it."""
        return self.runs and self.state in EDITABLE


@dataclass(frozen=True, kw_only=True)
class EntryView(Called):
    """An entry as its startup, the secretariat and the judges see it.

    Attributes:
        snapshot: the solution as it was when entered.
        own: the reader's startup made it.
        may_withdraw: the reader may take it back now.
    """

    id: UUID
    contest_id: UUID
    contest_state: str
    theme_ja: str
    theme_en: str | None
    challenge_id: UUID
    organisation_id: UUID
    solution_id: UUID
    snapshot: Row
    message_ja: str
    message_en: str | None
    state: str
    submitted_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str | None
    own: bool
    may_withdraw: bool

    @property
    def solution(self) -> Row:
        """What the solution said when it was entered."""
        content: Row = self.snapshot["content"]
        return content

    @property
    def title_ja(self) -> str:
        """The solution's title when it was entered."""
        return str(self.solution["title_ja"])

    @property
    def title_en(self) -> str | None:
        """Its English title, if it had one."""
        title: str | None = self.solution["title_en"]
        return title


_ROW = (
    "SELECT c.id, c.state, c.theme_ja, c.theme_en, c.edition_ja, c.edition_en, c.entry_deadline, "
    "c.judging_deadline, c.published_at, (SELECT count(*) FROM entry e "
    "WHERE e.contest = c.id AND e.state = 'submitted') AS entries FROM contest c "
)


async def list_contests(actor: Actor, page: int = 1) -> PageOf[ContestRow]:
    """Contests the reader may see: those taking entries first, then the newest."""
    visible = None if actor.may(Permission.RUN) else _PUBLIC
    where = "WHERE ($1::text[] IS NULL OR c.state = ANY($1)) "
    total = await fetch_value(f"SELECT count(*) FROM contest c {where}", visible)
    page = nearest(page, total)
    rows = await fetch(
        _ROW + where + "ORDER BY (c.state = 'open' AND c.entry_deadline > $4) DESC, "
        "c.entry_deadline DESC, c.id LIMIT $2 OFFSET $3",
        visible,
        PER_PAGE,
        offset(page),
        clock.now(),
    )
    return paginate([ContestRow(**row) for row in rows], page, total)


async def public_documents(ids: Collection[UUID]) -> list[Row]:
    """What the index holds of those of these contests that everybody may see."""
    return await fetch(
        f"SELECT c.id, c.state, c.challenge, h.organisation, {SHOWN}, "
        "c.theme_ja, c.theme_en, c.edition_ja, c.description_ja, c.opened_at, c.entry_deadline, "
        "h.category, h.site_type, h.region, "
        "concat_ws(' ', c.theme_en, c.edition_en, c.description_en) AS words "
        "FROM contest c JOIN challenge h ON h.id = c.challenge "
        f"{named('h')} "
        "WHERE c.state = ANY($2) AND c.opened_at IS NOT NULL AND c.id = ANY($1) ORDER BY c.id",
        list(ids),
        _PUBLIC,
    )


async def document_ids(after: UUID | None, limit: int) -> list[UUID]:
    """Ids of those that may be public, in the order of ids, after one of them."""
    rows = await fetch(
        "SELECT id FROM contest WHERE state = ANY($3) AND ($1::uuid IS NULL OR id > $1) "
        "ORDER BY id LIMIT $2",
        after,
        limit,
        _PUBLIC,
    )
    return [row["id"] for row in rows]


async def visible_contest_ids(actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these contests the actor may see."""
    rows = await fetch(
        "SELECT id FROM contest WHERE id = ANY($1) AND (state = ANY($2) OR $3)",
        list(ids),
        _PUBLIC,
        actor.may(Permission.RUN) or actor.is_system,
    )
    return frozenset(row["id"] for row in rows)


async def contest_rows_after(
    actor: Actor, after: tuple[datetime, UUID] | None, limit: int
) -> list[ContestRow]:
    """Up to `limit + 1` contests the reader may see, latest deadline first, after a row."""
    deadline, contest_id = after or (None, None)
    rows = await fetch(
        _ROW + "WHERE ($1::text[] IS NULL OR c.state = ANY($1)) "
        "AND ($2::timestamptz IS NULL OR (c.entry_deadline, c.id) < ($2, $3)) "
        "ORDER BY c.entry_deadline DESC, c.id DESC LIMIT $4",
        None if actor.may(Permission.RUN) else _PUBLIC,
        deadline,
        contest_id,
        limit + 1,
    )
    return [ContestRow(**row) for row in rows]


async def contests_under_way(actor: Actor) -> list[ContestRow]:
    """Contests that whoever runs them has still to lead on, drafts too, nearest deadline first."""
    policy.may_run(actor).require()
    rows = await fetch(
        _ROW + "WHERE c.state = ANY($1) ORDER BY c.entry_deadline, c.id",
        [state.value for state in UNDER_WAY],
    )
    return [ContestRow(**row) for row in rows]


async def open_contests(limit: int = 5) -> list[ContestRow]:
    """Contests that take entries now, nearest deadline first."""
    rows = await fetch(
        _ROW + "WHERE c.state = 'open' AND c.entry_deadline > $1 "
        "ORDER BY c.entry_deadline, c.id LIMIT $2",
        clock.now(),
        limit,
    )
    return [ContestRow(**row) for row in rows]


async def count_open_contests() -> int:
    """How many contests take entries now."""
    return int(
        await fetch_value(
            "SELECT count(*) FROM contest WHERE state = 'open' AND entry_deadline > $1", clock.now()
        )
    )


async def contest_for(actor: Actor, contest_id: UUID) -> ContestView:
    """One contest.

    Raises:
        NotFound: there is none, or the reader may not see it.
    """
    row = await fetch_one(
        "SELECT c.*, h.number AS challenge_number, h.title_ja AS challenge_title_ja, "
        f"h.title_en AS challenge_title_en, {SHOWN}, "
        "(SELECT count(*) FROM entry e WHERE e.contest = c.id AND e.state = 'submitted') "
        "AS entries, (SELECT e.id FROM entry e WHERE e.contest = c.id "
        "AND e.state = 'submitted' AND e.organisation = $2) AS own_entry_id "
        "FROM contest c JOIN challenge h ON h.id = c.challenge "
        f"{named('h')} WHERE c.id = $1",
        contest_id,
        actor.organisation_id,
    )
    if row is None or not policy.may_see(actor, row["state"]):
        raise NotFound()
    if not await visible_challenge_ids(actor, [row["challenge"]]):
        row |= dict.fromkeys(("challenge_number", "challenge_title_ja", "challenge_title_en"))
    criteria = await criteria_of(contest_id)
    judges = await _judges(contest_id)
    runs = actor.may(Permission.RUN)
    judge_ids = frozenset(judge.account_id for judge in judges)
    insider = runs or (actor.may(Permission.JUDGE) and actor.account_id in judge_ids)
    left_out = {
        "challenge", "created_at", "created_by", "updated_at", "judging_started_at",
    }  # fmt: skip
    return ContestView(
        **{name: value for name, value in row.items() if name not in left_out},
        challenge_id=row["challenge"],
        criteria=criteria,
        judges=judges if insider else (),
        judge_ids=judge_ids if insider else frozenset(),
        runs=runs,
        acts=tuple(way.act for way in TRANSITIONS[ContestState(row["state"])]) if runs else (),
    )


async def criteria_of(contest_id: UUID) -> tuple[CriterionView, ...]:
    """A contest's rubric, in order."""
    rows = await fetch("SELECT * FROM criterion WHERE contest = $1 ORDER BY position", contest_id)
    return tuple(_criterion(row) for row in rows)


def _criterion(row: Row) -> CriterionView:
    content: CriterionContent = criterion_of(row)
    values = {name: getattr(content, name) for name in CriterionContent.__struct_fields__}
    return CriterionView(id=row["id"], **values)


async def _judges(contest_id: UUID) -> tuple[JudgeView, ...]:
    rows = await fetch(
        "SELECT j.account AS account_id, a.name FROM contest_judge j "
        "JOIN account a ON a.id = j.account "
        "WHERE j.contest = $1 AND j.removed_at IS NULL ORDER BY a.name, a.id",
        contest_id,
    )
    return tuple(JudgeView(**row) for row in rows)


_ENTRY = (
    "SELECT e.id, e.contest AS contest_id, c.state AS contest_state, c.theme_ja, c.theme_en, "
    "c.challenge AS challenge_id, e.organisation AS organisation_id, o.name AS organisation_name, "
    "o.name_en AS organisation_name_en, e.solution AS solution_id, e.snapshot, e.message_ja, e.message_en, e.state, e.submitted_at, "
    "e.withdrawn_at, e.withdrawn_reason FROM entry e JOIN contest c ON c.id = e.contest "
    "JOIN organisation o ON o.id = e.organisation "
)


def _entry(actor: Actor, row: Row) -> EntryView:
    own = policy.owns_entry(actor, row["organisation_id"])
    shown = shown_state(row["contest_state"], actor.may(Permission.RUN))
    withdrawable = row["state"] == EntryState.SUBMITTED and shown in (
        ContestState.OPEN,
        ContestState.JUDGING,
    )
    row = {**row, "contest_state": shown}
    return EntryView(**row, own=own, may_withdraw=own and withdrawable)


async def entry_for(actor: Actor, entry_id: UUID) -> EntryView:
    """One entry.

    Raises:
        NotFound: there is none, or it is not for this reader.
    """
    row = await fetch_one(_ENTRY + "WHERE e.id = $1", entry_id)
    if row is None:
        raise NotFound()
    judge_ids = frozenset(judge.account_id for judge in await _judges(row["contest_id"]))
    if not policy.may_see_entry(actor, row["organisation_id"], judge_ids):
        raise NotFound()
    return _entry(actor, row)


async def entries_of(actor: Actor, contest_id: UUID) -> list[EntryView]:
    """A contest's entries: all for the secretariat and its judges, one's own for a startup."""
    contest = await contest_for(actor, contest_id)
    sees_all = contest.runs or actor.account_id in contest.judge_ids
    rows = await fetch(
        _ENTRY + "WHERE e.contest = $1 AND ($2 OR e.organisation = $3) "
        "ORDER BY e.submitted_at, e.id",
        contest_id,
        sees_all,
        actor.organisation_id if actor.may(Permission.ENTER) else None,
    )
    return [_entry(actor, row) for row in rows]


async def own_entries(actor: Actor) -> list[EntryView]:
    """The reader's startup's entries, newest first."""
    if not actor.may(Permission.ENTER) or actor.organisation_id is None:
        return []
    rows = await fetch(
        _ENTRY + "WHERE e.organisation = $1 ORDER BY e.submitted_at DESC, e.id",
        actor.organisation_id,
    )
    return [_entry(actor, row) for row in rows]


async def contests_judged_by(actor: Actor) -> list[ContestRow]:
    """Contests the reader is a judge of, those being judged first."""
    if not actor.may(Permission.JUDGE):
        return []
    rows = await fetch(
        _ROW + "WHERE c.state <> 'draft' AND EXISTS (SELECT 1 FROM contest_judge j "
        "WHERE j.contest = c.id AND j.account = $1 AND j.removed_at IS NULL) "
        "ORDER BY (c.state = 'judging') DESC, c.judging_deadline DESC, c.id",
        actor.account_id,
    )
    return [ContestRow(**row) for row in rows]
