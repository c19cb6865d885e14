"""A small machine of its own, on a table of its own: street lamps."""

from enum import StrEnum
from uuid import UUID

from piccolo.columns import UUID as Uuid
from piccolo.columns import Boolean, Integer, Text, Timestamptz
from piccolo.table import Table

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.acts import Leading, Led, Machine, Reason, Row, Way
from foundation.database import DB, fetch, fetch_one, insert
from foundation.ids import new_id


class Lamp(Table, db=DB, tablename="lamp"):
    """A lamp; a hidden one is its keepers' and watchers' only."""

    id = Uuid(primary_key=True, null=False, default=None)
    version = Integer(null=False, default=1)
    state = Text(null=False, default="")
    hidden = Boolean(null=False, default=True)
    wired = Boolean(null=False, default=True)
    state_reason = Text(null=True, default=None)
    fault = Text(null=True, default=None)
    lit_at = Timestamptz(null=True, default=None)
    lit_by = Uuid(null=True, default=None)
    updated_at = Timestamptz(null=True, default=None)


class LampState(StrEnum):
    OFF = "off"
    ON = "on"
    BROKEN = "broken"


class Act(StrEnum):
    LIGHT = "light"
    PUT_OUT = "put-out"
    REPORT = "report"
    MEND = "mend"


def is_wired(row: Row) -> bool:
    return bool(row["wired"])


LAMP = Machine(
    kind="lamp",
    states=LampState,
    begins=(LampState.OFF,),
    ways=(
        Way(Act.LIGHT, LampState.OFF, LampState.ON, when=is_wired),
        Way(Act.PUT_OUT, LampState.ON, LampState.OFF, Reason.OPTIONAL),
        Way(
            Act.REPORT, LampState.ON, LampState.BROKEN, Reason.REQUIRED, reason_column="fault",
            event="lamp.reported",
        ),
        Way(Act.MEND, LampState.BROKEN, LampState.OFF, Reason.REQUIRED),
    ),
    wrong=lambda row: f"The lamp is {row['state']}.",
)  # fmt: skip


def actor(*permissions: str) -> Actor:
    return Actor(account_id=new_id(), account_name="somebody", permissions=frozenset(permissions))


KEEPER, WATCHER, STRANGER = actor("keep", "watch"), actor("watch"), actor()
ASSISTANT = actor("keep")
"""Leads lamps on, but is not told that one is broken."""


def _sees(who: Actor, row: Row) -> bool:
    return not row["hidden"] or who.may("watch") or who.may("keep")


def _may(who: Actor, _row: Row, _act: Act) -> Verdict:
    return ALLOWED if who.may("keep") else refused("Keepers only.")


def _shown(who: Actor, row: Row) -> str:
    broken = row["state"] == LampState.BROKEN
    return "on" if broken and not who.may("watch") else str(row["state"])


LAMPS = Leading(
    machine=LAMP,
    table=Lamp,
    sees=_sees,
    may=_may,
    record=Led.of,
    shown=_shown,
    quiet={"lit_by"},
)


async def new_lamp(**columns: object) -> UUID:
    lamp_id = new_id()
    values = {"state": "off", "hidden": True, "wired": True, **columns}
    await insert(Lamp, id=lamp_id, version=1, **values)
    return lamp_id


async def lamp(lamp_id: UUID) -> Row:
    row = await fetch_one("SELECT * FROM lamp WHERE id = $1", lamp_id)
    assert row is not None
    return row


async def events(lamp_id: UUID) -> list[Row]:
    return await fetch(
        "SELECT action, before, after FROM audit_event WHERE object_kind = 'lamp' "
        "AND object_id = $1 ORDER BY id",
        lamp_id,
    )
