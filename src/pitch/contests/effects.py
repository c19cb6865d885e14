"""What other areas' commands cause here, inside their own transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.audit import record
from foundation.database import (
    SeenVersion,
    change_state,
    insert,
    locked,
    read,
    require_transaction,
    values_of,
)
from foundation.database.statements import Values
from foundation.ids import derived_id
from matching.search.effects import document_changed, documents_changed
from matching.search.kinds import CONTEST
from matching.vocabulary.provenance import Provenance
from pitch.contests.content import ContestContent, contest_columns
from pitch.contests.rubric import criterion_columns, rubric_hash
from pitch.contests.states import ContestState, EntryState
from pitch.contests.tables import Contest, ContestJudge, Criterion, Entry

Row = dict[str, Any]


async def lock_contest(contest_id: UUID) -> Row:
    """The contest's row, locked until the transaction ends.

    Raises:
        NotFound: there is no such contest.
    """
    return await locked(Contest, contest_id)


async def hold_contest(contest_id: UUID) -> Row | None:
    """The contest's row, kept from being changed until the open transaction ends; None if there is none."""
    return await read(Contest, contest_id, "SHARE")


async def hold_entry(entry_id: UUID) -> Row | None:
    """The same of an entry."""
    return await read(Entry, entry_id, "SHARE")


async def challenge_changed(challenge_id: UUID) -> None:
    """Index the public contests of a challenge anew: they are found by its field and region."""
    require_transaction()
    of_it = Contest.challenge == challenge_id
    await documents_changed(
        CONTEST, sorted(await values_of(Contest.id, of_it, Contest.opened_at.is_not_null()))
    )


async def _lead(
    contest_id: UUID, old: ContestState, new: ContestState, reason: str | None, values: Values
) -> Row:
    # Not counted as a version: everybody can read that, and a decision is not public.
    written = {Contest.updated_at: clock.now(), Contest.state_reason: reason, **values}
    row = await change_state(Contest, contest_id, old, new, written)
    await document_changed(CONTEST, contest_id)
    return row


async def mark_decided(contest_id: UUID) -> Row:
    """Judging has come to a decision that is not published yet."""
    return await _lead(
        contest_id,
        ContestState.JUDGING,
        ContestState.DECIDED,
        None,
        {Contest.decided_at: clock.now()},
    )


async def mark_undecided(contest_id: UUID, reason: str) -> Row:
    """The decision is taken back before publication."""
    return await _lead(
        contest_id, ContestState.DECIDED, ContestState.JUDGING, reason, {Contest.decided_at: None}
    )


async def mark_published(contest_id: UUID) -> Row:
    """The result is public."""
    return await _lead(
        contest_id,
        ContestState.DECIDED,
        ContestState.PUBLISHED,
        None,
        {Contest.published_at: clock.now()},
    )


async def mark_unpublished(contest_id: UUID, reason: str) -> Row:
    """A published result is taken back."""
    return await _lead(
        contest_id,
        ContestState.PUBLISHED,
        ContestState.DECIDED,
        reason,
        {Contest.published_at: None},
    )


async def extend_judging(contest_id: UUID, deadline: datetime, version: SeenVersion) -> Row:
    """Judges get more time.

    Raises:
        Conflict: the contest is not being judged, or has another version than was seen.
    """
    return await change_state(
        Contest,
        contest_id,
        ContestState.JUDGING,
        ContestState.JUDGING,
        {Contest.judging_deadline: deadline, Contest.updated_at: clock.now()},
        version=version,
    )


async def restore_contest(
    contest_id: UUID,
    content: ContestContent,
    *,
    state: ContestState,
    opened_at: datetime,
    decided_at: datetime | None = None,
    published_at: datetime | None = None,
    criterion_ids: list[UUID] | None = None,
    sample_note: tuple[str | None, str | None] = (None, None),
    provenance: Provenance | None = None,
) -> None:
    """Write a contest that was run elsewhere or earlier, with its rubric and judges."""
    require_transaction()
    past_entries = state not in (ContestState.DRAFT, ContestState.OPEN)
    await insert(
        Contest,
        {
            Contest.id: contest_id,
            Contest.state: state.value,
            Contest.rubric_hash: rubric_hash(content.criteria),
            Contest.created_at: opened_at,
            Contest.updated_at: published_at or decided_at or opened_at,
            Contest.opened_at: opened_at,
            Contest.judging_started_at: content.entry_deadline if past_entries else None,
            Contest.decided_at: decided_at,
            Contest.published_at: published_at,
            Contest.sample_note_ja: sample_note[0],
            Contest.sample_note_en: sample_note[1],
            Contest.provenance: msgspec.to_builtins(provenance),
        },
        **contest_columns(content),
    )
    for position, criterion in enumerate(content.criteria):
        await insert(
            Criterion,
            {
                Criterion.id: (
                    criterion_ids[position]
                    if criterion_ids
                    else derived_id("criterion", str(contest_id), str(position))
                ),
                Criterion.contest: contest_id,
                Criterion.position: position,
            },
            **criterion_columns(criterion),
        )
    for judge_id in content.judge_ids:
        await insert(
            ContestJudge,
            {
                ContestJudge.id: derived_id("judge", str(contest_id), str(judge_id)),
                ContestJudge.contest: contest_id,
                ContestJudge.account: judge_id,
                ContestJudge.added_at: opened_at,
            },
        )
    if state is not ContestState.DRAFT:
        await document_changed(CONTEST, contest_id)
    after = {"state": state.value, "theme": content.theme_ja}
    await record(SYSTEM, "contest.taken_in", "contest", contest_id, None, after)


async def restore_entry(
    entry_id: UUID,
    *,
    contest_id: UUID,
    organisation_id: UUID,
    solution_id: UUID,
    snapshot: Row,
    message_ja: str,
    message_en: str | None,
    submitted_at: datetime,
) -> None:
    """Write an entry that was made elsewhere or earlier."""
    require_transaction()
    await insert(
        Entry,
        {
            Entry.id: entry_id,
            Entry.contest: contest_id,
            Entry.organisation: organisation_id,
            Entry.solution: solution_id,
            Entry.snapshot: snapshot,
            Entry.message_ja: message_ja,
            Entry.message_en: message_en,
            Entry.state: EntryState.SUBMITTED.value,
            Entry.submitted_at: submitted_at,
        },
    )
    after = {"contest": contest_id, "solution": solution_id}
    await record(SYSTEM, "entry.taken_in", "entry", entry_id, None, after)
