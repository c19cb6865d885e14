"""How pilots are led on: by whom, and under which lock."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import Verdict
from foundation.acts import Leading, Led, Row
from pitch.pilots import policy
from pitch.pilots.queries import standing
from pitch.pilots.states import PILOT, Act
from pitch.pilots.tables import Pilot


def _sees(actor: Actor, row: Row) -> bool:
    return policy.may_see(actor, standing(row))


def _may(actor: Actor, row: Row, _act: Act) -> Verdict:
    return policy.may_lead(actor, standing(row))


PILOTS = Leading(
    machine=PILOT, table=Pilot, sees=_sees, may=_may, record=Led.of, quiet={"snapshot"}
)


async def lock_pilot(actor: Actor, pilot_id: UUID) -> Row:
    """The pilot's row, locked until the transaction ends, for those who lead it.

    Raises:
        NotFound: it is not for this reader.
        NotPermitted: the reader does not lead it.
    """
    row = await PILOTS.locked(actor, pilot_id)
    policy.may_lead(actor, standing(row)).require()
    return row
