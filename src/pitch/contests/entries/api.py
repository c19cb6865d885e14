"""REST interface of entries."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from foundation.access.actor import Actor
from foundation.web import WebRequest
from foundation.web.api import ApiController, Schema, creation_id
from pitch.contests import policy
from pitch.contests.entries import commands, queries
from pitch.contests.entries.views import EntryView


class EntryIn(Schema):
    """An entry with a registered, published solution of one's own."""

    solution_id: UUID
    message_ja: str = ""
    message_en: str | None = None


class WithdrawIn(Schema):
    """Why the entry is taken back."""

    reason: str = ""


class EntryState(Schema):
    """What an entry is now."""

    id: UUID
    contest_id: UUID
    state: str


class EntryOut(Schema):
    """An entry; `solution` is the solution as it was when entered."""

    id: UUID
    contest_id: UUID
    organisation_id: UUID
    organisation_name: str
    organisation_name_en: str | None
    solution_id: UUID
    solution: dict[str, Any]
    message_ja: str
    message_en: str | None
    state: str
    submitted_at: datetime
    withdrawn_at: datetime | None


def _entry(entry: EntryView) -> EntryOut:
    return EntryOut.of(entry, solution=msgspec.to_builtins(entry.snapshot))


class EntryApi(ApiController):
    """Entries."""

    path = "/api/v1"
    tags = ["Entries"]

    @post("/contests/{contest_id:uuid}/entries", operation_id="EnterContest")
    async def create(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        contest_id: FromPath[UUID],
        data: JSONBody[EntryIn],
    ) -> EntryState:
        """Enter with a published solution. Repeatable with `Idempotency-Key`."""
        actor.account()
        return EntryState.of(
            await commands.enter_contest(
                actor,
                creation_id(request, actor),
                contest_id,
                data.solution_id,
                data.message_ja,
                data.message_en,
            )
        )

    @get("/contests/{contest_id:uuid}/entries", operation_id="ListEntries")
    async def of_contest(
        self, actor: NamedDependency[Actor], contest_id: FromPath[UUID]
    ) -> list[EntryOut]:
        """A contest's entries: all for secretariat and judges, one's own for a startup."""
        actor.account()
        return [_entry(entry) for entry in await queries.entries_of(actor, contest_id)]

    @get("/entries", operation_id="ListOwnEntries")
    async def own(self, actor: NamedDependency[Actor]) -> list[EntryOut]:
        """The startup's own entries, newest first."""
        actor.account()
        policy.may_enter(actor).require()
        return [_entry(entry) for entry in await queries.own_entries(actor)]

    @get("/entries/{entry_id:uuid}", operation_id="GetEntry")
    async def detail(self, actor: NamedDependency[Actor], entry_id: FromPath[UUID]) -> EntryOut:
        """One entry."""
        actor.account()
        return _entry(await queries.entry_for(actor, entry_id))

    @post("/entries/{entry_id:uuid}/withdraw", operation_id="WithdrawEntry", status_code=200)
    async def withdraw(
        self,
        actor: NamedDependency[Actor],
        entry_id: FromPath[UUID],
        data: JSONBody[WithdrawIn],
    ) -> EntryState:
        """Take an entry back, until the result is decided."""
        return EntryState.of(await commands.withdraw_entry(actor, entry_id, data.reason))
