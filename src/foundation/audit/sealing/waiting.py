"""What waits to be sealed, measured in one way for sealing itself, checks, counts and metrics."""

from dataclasses import dataclass

from foundation.audit.problems import OLD_AFTER, Problem
from foundation.database import fetch_one

# Identifiers are given before commit, so a long transaction's event may show up behind sealed ones.
# The frequent run looks back this far, the hourly one over everything.
LOOK_BACK = 10_000
UNSEALED = """
    audit_event e
     WHERE e.id > (SELECT coalesce(max(event_id) - $1::bigint, 0) FROM audit_seal)
       AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)
"""
"""What stands behind FROM; $1 is `reach`."""


def reach(everything: bool) -> int | None:
    """How far behind the newest sealed event to look; None = to the beginning."""
    return None if everything else LOOK_BACK


@dataclass(frozen=True)
class Waiting:
    """Events that no link holds yet.

    Attributes:
        events: how many.
        seconds: since the oldest was recorded, by the database's clock; 0 where none waits.
        old: how many wait for longer than they should.
        first_old: the first of these.
    """

    events: int
    seconds: float
    old: int
    first_old: int | None


async def waiting(*, everything: bool = False) -> Waiting:
    """What waits to be sealed.

    Args:
        everything: look for events at any place, which reads the whole trail; otherwise among the
            latest, as the frequent sealing does.
    """
    row = await fetch_one(
        f"""
        SELECT count(*) AS events,
               coalesce(extract(epoch FROM clock_timestamp() - min(e.recorded_at)), 0)::float
                   AS seconds,
               count(*) FILTER (WHERE e.recorded_at < clock_timestamp() - $2::interval) AS old,
               min(e.id) FILTER (WHERE e.recorded_at < clock_timestamp() - $2::interval)
                   AS first_old
          FROM {UNSEALED}
        """,
        reach(everything),
        OLD_AFTER,
    )
    assert row is not None
    return Waiting(**row)


async def check_sealing(*, everything: bool = False) -> list[Problem]:
    """Whether events wait to be sealed for longer than they should; `everything` as in `waiting`."""
    found = await waiting(everything=everything)
    if not found.old:
        return []
    return [
        Problem(
            kind="sealing_behind",
            event_id=found.first_old,
            detail=f"Events not sealed for more than two hours: {found.old}. Does the worker run?",
        )
    ]
