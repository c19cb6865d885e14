"""Leading a record from state to state: locked, asked for, written, audited, and what follows."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from piccolo.table import Table

from foundation import clock
from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict
from foundation.acts.machine import Machine, Reason, Row, Way
from foundation.acts.reasons import checked_reason
from foundation.acts.steps import Columns, Follow, Step
from foundation.audit import record
from foundation.database import (
    ANY_VERSION,
    SeenVersion,
    change_state,
    insert,
    locked,
    require_transaction,
    transaction,
)
from foundation.errors import Conflict, NotFound

A = TypeVar("A", bound=StrEnum)
R = TypeVar("R")


@dataclass(frozen=True)
class Led:
    """What an act leaves behind: the record's id, state and version."""

    id: UUID
    state: str
    version: int

    @classmethod
    def of(cls, row: Row) -> "Led":
        """The record of a row."""
        return cls(row["id"], row["state"], row["version"])


@dataclass(frozen=True, kw_only=True)
class Leading(Generic[A, R]):
    """How the records of one machine are led on.

    Attributes:
        table: has columns id and state; version and updated_at, where there are, are written too.
        sees: whether the actor may know of a record at all.
        may: whether the actor may do it, wherever the record stands.
        record: what a command leaves behind, of the changed row.
        shown: the state of a locked row as the actor may know it; no refusal tells more.
        at_all: what is asked before any record is looked for, where the role alone decides.
        lock: reads and locks the row with all that ways and policy ask; None where it is plain.
        columns, follow: of every act; an act's own come after them.
        quiet: columns, and `reason`, that stay out of the audit trail, being long or not for its readers.
        trail: columns that the trail repeats with every act, such as a number or a hash.
    """

    machine: Machine[A]
    table: type[Table]
    sees: Callable[[Actor, Row], bool]
    may: Callable[[Actor, Row, A], Verdict]
    record: Callable[[Row], R]
    shown: Callable[[Actor, Row], str] = lambda _actor, row: row["state"]
    at_all: Callable[[Actor], Verdict] = lambda _actor: ALLOWED
    lock: Callable[[UUID], Awaitable[Row | None]] | None = None
    columns: Columns[A] | None = None
    follow: Follow[A] | None = None
    quiet: Collection[str] = ()
    trail: Collection[str] = ()

    async def locked(self, actor: Actor, record_id: UUID) -> Row:
        """The row, locked until the open transaction ends.

        Raises:
            NotFound: there is none, or it is not for this actor.
        """
        row = await self.held(record_id)
        if not self.sees(actor, row):
            raise NotFound()
        return row

    async def held(self, record_id: UUID) -> Row:
        """The same for a command that asked who may before."""
        require_transaction()
        row = await (self.lock(record_id) if self.lock else locked(self.table, record_id))
        if row is None:
            raise NotFound()
        return row

    async def lead(
        self,
        actor: Actor,
        record_id: UUID,
        act: A,
        version: SeenVersion | None,
        *,
        reason: str = "",
        said: Row | None = None,
        columns: Columns[A] | None = None,
        follow: Follow[A] | None = None,
        once: bool = False,
    ) -> R:
        """Lead a record on, in one transaction.

        Args:
            version: the one that was read before deciding, or `ANY_VERSION`; None of a table without.
            reason: why; heard where the way asks for it.
            said: what else the act says, for `columns`, `follow` and the trail.
            columns: checks the locked row and gives what is written with the state.
            follow: what comes of it, given the changed row.
            once: the second of two clicks is answered as the first one was; it does nothing.

        Raises:
            NotAuthenticated: nobody is signed in.
            NotFound: there is none, or it is not for this actor.
            NotPermitted: the actor may not do it.
            Conflict: it stands where the act does not lead on from, or was changed meanwhile.
            Invalid: the reason is missing or too long, or what `columns` says.
        """
        actor.account()
        self.at_all(actor).require()
        async with transaction():
            row = await self.locked(actor, record_id)
            self.may(actor, row, act).require()
            if once and self._is_done(row, act, version):
                return self.record(row)
            return await self.take(
                actor,
                row,
                act,
                version,
                reason=reason,
                said=said,
                columns=columns,
                follow=follow,
            )

    async def take(
        self,
        actor: Actor,
        row: Row,
        act: A,
        version: SeenVersion | None,
        *,
        reason: str = "",
        said: Row | None = None,
        columns: Columns[A] | None = None,
        follow: Follow[A] | None = None,
    ) -> R:
        """Lead on a record that is locked in the open transaction, for somebody who may.

        Args:
            row: whole; of a record not written yet what is to be written, in the `unwritten` state.

        Raises:
            Conflict, Invalid: as `lead`.
        """
        require_transaction()
        way = self.machine.way(row, act)
        if way is None:
            raise self.wrong_state(actor, row)
        step = Step(actor, act, way, row, _reason(way, reason), clock.now(), said or {})
        values: Row = {}
        for part in (self.columns, columns):
            values |= await part(step) if part else {}
        changed = await self._change(step, values, version)
        await self._record(step, values, changed)
        for then in (self.follow, follow):
            if then:
                await then(step, changed)
        return self.record(changed)

    def _is_done(self, row: Row, act: A, version: SeenVersion | None) -> bool:
        targets = {way.target for way in self.machine.ways_of(act)}
        led = self.machine.way(row, act) is None and row["state"] in targets
        return led and version == row["version"] - 1

    def wrong_state(self, actor: Actor, row: Row) -> Conflict:
        """The refusal of what does not fit where a record stands."""
        shown = self.shown(actor, row)
        return Conflict(self.machine.wrong({**row, "state": shown}), shown)

    async def _change(self, step: Step[A], values: Row, version: SeenVersion | None) -> Row:
        kept = step.way.reason_column
        written = {
            **({"updated_at": step.at} if hasattr(self.table, "updated_at") else {}),
            **({kept: step.reason} if kept else {}),
            **values,
        }
        target = str(step.way.target)
        if step.row["state"] == self.machine.unwritten:
            first = {} if version is None else {"version": 1}
            made = await insert(self.table, **{**step.row, **written, **first, "state": target})
            if made is None:
                raise Conflict()
            return made
        try:
            changed = await change_state(
                self.table,
                step.row["id"],
                step.row["state"],
                target,
                version=version,
                **written,
            )
        except Conflict as error:
            raise Conflict(present_state=self.shown(step.actor, step.row)) from error
        # what the lock read beside the row's own columns is known to those who follow, too
        return {**step.row, **changed}

    async def _record(self, step: Step[A], values: Row, changed: Row) -> None:
        names = [name for name in values if name not in self.quiet]
        await record(
            step.actor,
            self.machine.event(step.way),
            self.machine.kind,
            step.row["id"],
            {"state": step.row["state"], **{name: step.row.get(name) for name in names}},
            {"state": changed["state"], **{name: values[name] for name in names}}
            | {name: changed[name] for name in self.trail}
            | step.said
            | ({} if "reason" in self.quiet else {"reason": step.reason}),
        )

    def at_once(
        self,
        act: A,
        *,
        columns: Columns[A] | None = None,
        follow: Follow[A] | None = None,
        once: bool = False,
    ) -> "AtOnce[A, R]":
        """The command of an act that asks for no reason; `once` as in `lead`."""
        return AtOnce(self, act, columns, follow, once)

    def with_reason(
        self, act: A, *, columns: Columns[A] | None = None, follow: Follow[A] | None = None
    ) -> "WithReason[A, R]":
        """The command of an act that asks for its reason."""
        return WithReason(self, act, columns, follow)


@dataclass(frozen=True)
class AtOnce(Generic[A, R]):
    """A command: lead a record on by one act; refused as `Leading.lead` refuses."""

    leading: Leading[A, R]
    act: A
    columns: Columns[A] | None
    follow: Follow[A] | None
    once: bool

    async def __call__(self, actor: Actor, record_id: UUID, version: SeenVersion) -> R:
        return await self.leading.lead(
            actor,
            record_id,
            self.act,
            version,
            columns=self.columns,
            follow=self.follow,
            once=self.once,
        )


@dataclass(frozen=True)
class WithReason(Generic[A, R]):
    """A command: lead a record on by one act, saying why; refused as `Leading.lead` refuses."""

    leading: Leading[A, R]
    act: A
    columns: Columns[A] | None
    follow: Follow[A] | None

    async def __call__(self, actor: Actor, record_id: UUID, reason: str, version: SeenVersion) -> R:
        return await self.leading.lead(
            actor,
            record_id,
            self.act,
            version,
            reason=reason,
            columns=self.columns,
            follow=self.follow,
        )

    async def cause(self, actor: Actor, record_id: UUID, reason: str) -> None:
        """Do it in the open transaction of another command, which asked who may."""
        row = await self.leading.held(record_id)
        await self.leading.take(
            actor,
            row,
            self.act,
            ANY_VERSION,
            reason=reason,
            columns=self.columns,
            follow=self.follow,
        )


def _reason(way: Way[Any], text: str) -> str | None:
    if way.reason is Reason.NONE:
        return None
    return checked_reason(text, required=way.reason is Reason.REQUIRED)
