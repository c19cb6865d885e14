"""Entries: for their startup, the secretariat and the judges of the contest."""

from functools import partial
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch_as, fetch_one_as
from foundation.errors import NotFound
from matching.solutions.views import SolutionSnapshot
from pitch.contests import policy
from pitch.contests.entries.views import EntryView
from pitch.contests.permissions import Permission
from pitch.contests.queries.one import contest_for, judges_of
from pitch.contests.states import ENTRY, shown_state

_ENTRY = (
    "SELECT e.id, e.contest AS contest_id, c.state AS contest_state, c.theme_ja, c.theme_en, "
    "c.challenge AS challenge_id, e.organisation AS organisation_id, "
    "o.name AS organisation_name, o.name_en AS organisation_name_en, e.solution AS solution_id, "
    "e.snapshot, e.message_ja, e.message_en, e.state, e.submitted_at, e.withdrawn_at, "
    "e.withdrawn_reason FROM entry e JOIN contest c ON c.id = e.contest "
    "JOIN organisation o ON o.id = e.organisation "
)


def _entry(
    actor: Actor, *, contest_state: str, snapshot: dict[str, Any], **columns: Any
) -> EntryView:
    own = policy.owns_entry(actor, columns["organisation_id"])
    shown = shown_state(contest_state, actor.may(Permission.RUN))
    acts = ENTRY.acts_from({**columns, "contest_state": shown})
    return EntryView(
        **columns,
        contest_state=shown,
        snapshot=SolutionSnapshot.of(snapshot),
        own=own,
        may_withdraw=own and bool(acts),
    )


async def entry_for(actor: Actor, entry_id: UUID) -> EntryView:
    """One entry.

    Raises:
        NotFound: there is none, or it is not for this reader.
    """
    entry = await fetch_one_as(partial(_entry, actor), _ENTRY + "WHERE e.id = $1", entry_id)
    if entry is None:
        raise NotFound()
    judge_ids = frozenset(judge.account_id for judge in await judges_of(entry.contest_id))
    if not policy.may_see_entry(actor, entry.organisation_id, judge_ids):
        raise NotFound()
    return entry


async def entries_of(actor: Actor, contest_id: UUID) -> list[EntryView]:
    """A contest's entries: all for the secretariat and its judges, one's own for a startup."""
    contest = await contest_for(actor, contest_id)
    return await fetch_as(
        partial(_entry, actor),
        _ENTRY + "WHERE e.contest = $1 AND ($2 OR e.organisation = $3) "
        "ORDER BY e.submitted_at, e.id",
        contest_id,
        contest.runs or actor.account_id in contest.judge_ids,
        actor.organisation_id if actor.may(Permission.ENTER) else None,
    )


async def own_entries(actor: Actor) -> list[EntryView]:
    """The reader's startup's entries, newest first."""
    if not actor.may(Permission.ENTER) or actor.organisation_id is None:
        return []
    return await fetch_as(
        partial(_entry, actor),
        _ENTRY + "WHERE e.organisation = $1 ORDER BY e.submitted_at DESC, e.id",
        actor.organisation_id,
    )
