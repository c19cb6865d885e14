"""What startups do: enter a contest with a registered solution, and withdraw."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import change_state, hold, insert, locked, made_before, transaction
from foundation.errors import Conflict, Invalid, NotFound, TooLate
from foundation.i18n import format_datetime
from foundation.i18n import gettext as _
from foundation.text import LONGEST_REASON, clean, stored
from matching.solutions.effects import hold_solution
from matching.solutions.queries import own_published_solutions, solution_snapshot
from pitch.contests import mails, policy
from pitch.contests.states import ContestState, EntryState, shown_state
from pitch.contests.tables import Contest, Entry

LONGEST_MESSAGE = 1000
Row = dict[str, Any]


@dataclass(frozen=True)
class EntryRecord:
    """What a command leaves behind: the entry's id, contest and state."""

    id: UUID
    contest_id: UUID
    state: str

    @classmethod
    def of(cls, row: Row) -> "EntryRecord":
        """The record of a row."""
        return cls(row["id"], row["contest"], row["state"])


async def enter_contest(
    actor: Actor,
    entry_id: UUID,
    contest_id: UUID,
    solution_id: UUID,
    message_ja: str = "",
    message_en: str | None = None,
) -> EntryRecord:
    """Enter with a published solution; nothing of it is typed again.

    The solution is kept as it is now. Sent twice, the first entry is found.

    Raises:
        NotPermitted: the actor acts for no startup.
        TooLate: the deadline has passed, by the server's clock.
        Conflict: the contest takes no entries, or the startup has entered already; MadeAlready: it
            entered with something else under this id.
        Invalid: the solution is not one of the startup's published ones, or the text is too long.
    """
    account_id = actor.account()
    policy.may_enter(actor).require()
    if len(message_ja) > LONGEST_MESSAGE or len(message_en or "") > LONGEST_MESSAGE * 3:
        raise Invalid({"message_ja": _("%(max)s字以内にしてください。", max=LONGEST_MESSAGE)})
    async with transaction():
        # The lock keeps the deadline and the state from moving between check and write.
        contest = await locked(Contest, contest_id, "SHARE")
        if not policy.may_see(actor, contest["state"]):
            raise NotFound()
        # The second of two clicks waits here and then finds the entry of the first.
        await hold("entry", contest_id, actor.organisation_id)
        owner = {"organisation": actor.organisation_id}
        said = {
            "contest": contest_id,
            "solution": solution_id,
            "message_ja": clean(message_ja),
            "message_en": stored(message_en, several_lines=True),
        }
        made = await made_before(Entry, entry_id, owner=owner, said=said)
        if made is not None:
            return EntryRecord.of(made)
        _require_open(contest)
        snapshot = await _own_public(actor, solution_id)
        try:
            row = await insert(
                Entry,
                {
                    Entry.id: entry_id,
                    Entry.snapshot: snapshot,
                    Entry.submitted_at: clock.now(),
                    Entry.submitted_by: account_id,
                },
                **owner,
                **said,
            )
        except asyncpg.UniqueViolationError as error:
            raise Conflict(
                _(
                    "このコンテストには応募済みです。変えるときは、取り下げてから応募し直してください。"
                ),
                EntryState.SUBMITTED.value,
            ) from error
        if row is None:
            raise Conflict()
        await record(
            actor,
            "entry.submitted",
            "entry",
            entry_id,
            None,
            {"contest": contest_id, "solution": solution_id, "state": row["state"]},
        )
        await mails.confirm_entry(contest, row)
        return EntryRecord.of(row)


async def _own_public(actor: Actor, solution_id: UUID) -> Row:
    """The solution as the entry keeps it; held, so that it is public when the entry is made."""
    await hold_solution(solution_id)
    if solution_id not in {solution.id for solution in await own_published_solutions(actor)}:
        raise Invalid({"solution_id": _("公開中の自社の解決策から選んでください。")})
    return await solution_snapshot(solution_id)


def _require_open(contest: Row) -> None:
    if contest["entry_deadline"] <= clock.now() and contest["state"] != ContestState.CANCELLED:
        raise TooLate(
            _(
                "締切を過ぎたため、受け付けられません。締切は%(deadline)sでした。",
                deadline=format_datetime(contest["entry_deadline"]),
            ),
            shown_state(contest["state"], insider=False),
        )
    if contest["state"] != ContestState.OPEN:
        raise Conflict(
            _("このコンテストは、今は応募を受け付けていません。"),
            shown_state(contest["state"], insider=False),
        )


def _not_withdrawable(state: str) -> Conflict:
    # That a result is decided is not the entrant's to know before it is published.
    if state == ContestState.DECIDED:
        message = _("今は取り下げられません。取り下げたいときは、運営事務局に連絡してください。")
    elif state == ContestState.PUBLISHED:
        message = _("結果が公表された後は取り下げられません。")
    else:
        message = _("このコンテストからは、今は取り下げられません。")
    return Conflict(message, shown_state(state, insider=False))


async def withdraw_entry(actor: Actor, entry_id: UUID, reason: str = "") -> EntryRecord:
    """Take an entry back, until the result is decided.

    Raises:
        Conflict: withdrawn already, or the contest is past judging.
        NotFound: no entry of the actor's startup.
    """
    actor.account()
    reason = clean(reason)
    if len(reason) > LONGEST_REASON:
        raise Invalid({"reason": _("理由は%(max)s字以内にしてください。", max=LONGEST_REASON)})
    async with transaction():
        entry = await locked(Entry, entry_id)
        policy.may_withdraw(actor, entry["organisation"]).require()
        contest = await locked(Contest, entry["contest"], "SHARE")
        if contest["state"] not in (ContestState.OPEN, ContestState.JUDGING):
            raise _not_withdrawable(contest["state"])
        row = await change_state(
            Entry,
            entry_id,
            EntryState.SUBMITTED.value,
            EntryState.WITHDRAWN.value,
            {Entry.withdrawn_at: clock.now(), Entry.withdrawn_reason: reason or None},
        )
        await record(
            actor,
            "entry.withdrawn",
            "entry",
            entry_id,
            {"state": entry["state"]},
            {"state": row["state"], "reason": reason or None},
        )
        await mails.confirm_withdrawal(contest, row)
        return EntryRecord.of(row)
