"""What organisations hold: records of other areas, which move with a merger or at a closing.

Each area registers the kinds of record that belong to an organisation, with what can be done about
them when it ends. This area knows what is registered, and nothing else of their tables and states.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from uuid import UUID

from piccolo.table import Table

from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import fetch, require_transaction


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How records end with their organisation.

    Attributes:
        label: what that is called (may be a lazy text).
        end: ends one, given who does it, its id and the reason, with its event and what follows;
            an act's command has it as `cause`.
    """

    label: object
    end: Callable[[Actor, UUID, str], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Holding:
    """One kind of record that organisations hold.

    Attributes:
        key: unique word.
        label: what it is called (may be a lazy text).
        table: has `organisation`, `published_for`, `state`, `version` and `updated_at`.
        kind: object kind of the records' events.
        states: those of the table's records that are meant.
        where: SQL condition that narrows them further.
        named: SQL condition of those that keep the name they were published or decided under; the
            same for all kinds of a table.
        is_open: somebody must go on with them; closing the organisation asks what becomes of them.
        ending: how they can end with it; None for what can only be handed over, because something
            undecided or in force would be lost.
        follow: brings up to date what others show of a record.
    """

    key: str
    label: object
    table: type[Table]
    kind: str
    states: tuple[str, ...]
    where: str = "true"
    named: str = "published_at IS NOT NULL"
    is_open: bool = True
    ending: Ending | None = None
    follow: Callable[[UUID], Awaitable[None]] | None = None

    async def signs(self, organisation_id: UUID) -> tuple[str, ...]:
        """A sign of each that an organisation has; it is another once the record was changed."""
        rows = await fetch(
            f'SELECT id, state, version FROM "{self._name}" WHERE {self._condition} ORDER BY id',
            organisation_id,
            list(self.states),
        )
        return tuple(" ".join(map(str, row.values())) for row in rows)

    async def move(self, actor: Actor, from_id: UUID, to_id: UUID) -> None:
        """Hand all of an organisation's over to another, each with its event.

        What was published keeps the organisation it was published for.
        """
        require_transaction()
        rows = await fetch(
            f'UPDATE "{self._name}" SET organisation = $3, published_for = '
            f"CASE WHEN {self.named} THEN coalesce(published_for, organisation) END "
            f"WHERE {self._condition} RETURNING id",
            from_id,
            list(self.states),
            to_id,
        )
        before, after = {"organisation": str(from_id)}, {"organisation": str(to_id)}
        for record_id in sorted(row["id"] for row in rows):
            await record(actor, f"{self.kind}.handed_over", self.kind, record_id, before, after)
            await self._follow(record_id)

    async def end(self, actor: Actor, organisation_id: UUID, reason: str) -> None:
        """End all of an organisation's, each with its event."""
        require_transaction()
        if self.ending is None:
            raise ValueError(f"{self.key} can only be handed over")
        rows = await fetch(
            f'SELECT id FROM "{self._name}" WHERE {self._condition} ORDER BY id FOR UPDATE',
            organisation_id,
            list(self.states),
        )
        for row in rows:
            await self.ending.end(actor, row["id"], reason)

    async def renamed(self, organisation_id: UUID) -> None:
        """Bring up to date what others show of an organisation's, after its name changed."""
        require_transaction()
        if self.follow is None:
            return
        rows = await fetch(
            f'SELECT id FROM "{self._name}" WHERE {self._condition} ORDER BY id',
            organisation_id,
            list(self.states),
        )
        for row in rows:
            await self.follow(row["id"])

    async def _follow(self, record_id: UUID) -> None:
        if self.follow is not None:
            await self.follow(record_id)

    @property
    def _name(self) -> str:
        return self.table._meta.tablename

    @property
    def _condition(self) -> str:
        return f"organisation = $1 AND state = ANY($2) AND ({self.where})"


_holdings: dict[str, Holding] = {}


def register_holdings(*holdings: Holding) -> None:
    """Say what organisations hold of an area; registering again replaces."""
    _holdings.update({one.key: one for one in holdings})


def all_holdings() -> list[Holding]:
    """Every kind of record that organisations hold, in the order of the areas."""
    return list(_holdings.values())


async def hold(organisation_id: UUID) -> None:
    """Keep everything an organisation holds from being changed until the open transaction ends.

    Everybody who locks several records begins with the organisation, goes on with what came last on
    the way of a challenge, and ends with the challenge.
    """
    require_transaction()
    for holding in reversed(_one_of_each_table()):
        await fetch(
            f'SELECT 1 FROM "{holding._name}" WHERE organisation = $1 ORDER BY id FOR UPDATE',
            organisation_id,
        )


async def move_everything(actor: Actor, from_id: UUID, to_id: UUID) -> None:
    """Hand over all that an organisation holds, also in states that no kind speaks of."""
    for holding in all_holdings():
        await holding.move(actor, from_id, to_id)
    for holding in _one_of_each_table():
        rows = await fetch(
            f'SELECT DISTINCT state FROM "{holding._name}" WHERE organisation = $1', from_id
        )
        rest = replace(holding, states=tuple(row["state"] for row in rows), where="true")
        await rest.move(actor, from_id, to_id)


def _one_of_each_table() -> list[Holding]:
    return list({one._name: one for one in all_holdings()}.values())
