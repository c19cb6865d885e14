"""What all commands on one pilot share: the locked row, the one way of moving on, its record."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import (
    SeenVersion,
    change_state,
    fetch_one,
    require_transaction,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.text import LONGEST_REASON, length_problem, stored
from pitch.pilots import policy
from pitch.pilots.queries import standing
from pitch.pilots.states import Act, PilotState, transition
from pitch.pilots.tables import Pilot

Row = dict[str, Any]


@dataclass(frozen=True)
class PilotRecord:
    """What a command leaves behind: the pilot's id, state and version."""

    id: UUID
    state: str
    version: int


def record_of(row: Row) -> PilotRecord:
    """The record of a pilot's row."""
    return PilotRecord(row["id"], row["state"], row["version"])


async def lock_pilot(actor: Actor, pilot_id: UUID) -> Row:
    """The pilot's row, locked until the transaction ends, for those who lead it.

    Raises:
        NotFound: it is not for this reader.
        NotPermitted: the reader does not lead it.
    """
    require_transaction()
    row = await fetch_one("SELECT * FROM pilot WHERE id = $1 FOR UPDATE", pilot_id)
    if row is None or not policy.may_see(actor, standing(row)):
        raise NotFound()
    policy.may_lead(actor, standing(row)).require()
    return row


Columns = Callable[[Row], Awaitable[dict[str, Any]]]
Follow = Callable[[Row], Awaitable[None]]


async def move(
    actor: Actor,
    pilot_id: UUID,
    act: Act,
    version: SeenVersion,
    *,
    reason: str = "",
    columns: Columns | None = None,
    follow: Follow | None = None,
) -> PilotRecord:
    """Lead a pilot on, in one transaction.

    Args:
        version: the one that was read, or `ANY_VERSION`.
        columns: checks the locked row and gives what is written with the move.
        follow: what comes of it, given the changed row.

    Raises:
        Conflict: it stands elsewhere, or was changed meanwhile.
        Invalid: the reason is missing, or what `columns` says.
        NotFound, NotPermitted: as `lock_pilot`.
    """
    actor.account()
    async with transaction():
        row = await lock_pilot(actor, pilot_id)
        way = transition(row["state"], row["published_at"] is not None, act)
        if way is None:
            raise Conflict(wrong_state(row), row["state"])
        written = checked_reason(reason, required=way.reason_required)
        values = await columns(row) if columns else {}
        changed = await change_state(
            Pilot,
            pilot_id,
            row["state"],
            way.target.value,
            version=version,
            updated_at=clock.now(),
            state_reason=written,
            **values,
        )
        after = {**_plain(values), "state": changed["state"], "reason": written}
        before = {"state": row["state"], **{name: row[name] for name in _plain(values)}}
        action = f"pilot.{act.value.replace('-', '_')}"
        await record(actor, action, "pilot", pilot_id, before, after)
        if follow:
            await follow(changed)
        return record_of(changed)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "snapshot"}


def checked_reason(text: str, *, required: bool, field: str = "reason") -> str | None:
    """The reason as it is stored.

    Raises:
        Invalid: it is missing, or too long.
    """
    reason = stored(text, several_lines=True)
    if required and not reason:
        raise Invalid({field: _("理由を書いてください。後から読む人が、なぜかを分かるように。")})
    problem = length_problem(reason, LONGEST_REASON)
    if problem:
        raise Invalid({field: problem})
    return reason


def wrong_state(row: Row) -> str:
    """Why an act does not fit where the pilot stands."""
    if row["published_at"] is not None:
        return _("この実証の評価は、すでに公表されています。")
    return {
        PilotState.PLANNED: _("この実証は、まだ計画中です。"),
        PilotState.RUNNING: _("この実証は、実施中です。"),
        PilotState.EVALUATED: _("この実証は、評価が決まっています。"),
        PilotState.CANCELLED: _("この実証は、中止されています。"),
    }[PilotState(row["state"])]
