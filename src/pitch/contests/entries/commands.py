"""What startups do: enter a contest with a registered solution, and withdraw."""

from dataclasses import dataclass
from uuid import UUID

import asyncpg

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import Leading, Row, Step, stamp
from foundation.audit import record
from foundation.database import hold, locked, made_before, make, transaction
from foundation.errors import Conflict, Invalid, NotFound, TooLate
from foundation.i18n import format_datetime
from foundation.i18n import gettext as _
from foundation.text import clean, stored
from matching.solutions.effects import hold_solution
from matching.solutions.queries import own_published_solutions, solution_snapshot
from pitch.contests import mails, policy
from pitch.contests.states import (
    ENTRY,
    ContestState,
    EntryAct,
    EntryState,
    is_withdrawable,
    shown_state,
)
from pitch.contests.tables import Contest, Entry

LONGEST_MESSAGE = 1000


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
            row = await make(
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


async def _lock(entry_id: UUID) -> Row:
    entry = await locked(Entry, entry_id)
    contest = await locked(Contest, entry["contest"], "SHARE")
    return {**entry, "contest_row": contest, "contest_state": contest["state"]}


def _shown(_actor: Actor, entry: Row) -> str:
    if is_withdrawable(entry):
        return str(entry["state"])
    return shown_state(entry["contest_state"], insider=False)


async def _confirm(_step: Step[EntryAct], entry: Row) -> None:
    await mails.confirm_withdrawal(entry["contest_row"], entry)


ENTRIES = Leading(
    machine=ENTRY,
    table=Entry,
    sees=lambda _actor, _entry: True,
    may=lambda actor, entry, _act: policy.may_withdraw(actor, entry["organisation"]),
    record=EntryRecord.of,
    shown=_shown,
    lock=_lock,
    columns=stamp("withdrawn_at"),
    follow=_confirm,
)


async def withdraw_entry(actor: Actor, entry_id: UUID, reason: str = "") -> EntryRecord:
    """Take an entry back, until the result is decided; refused as `Leading.lead` refuses."""
    return await ENTRIES.lead(actor, entry_id, EntryAct.WITHDRAW, None, reason=reason)
