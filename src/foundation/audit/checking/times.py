"""Whether the times that the database's clock gave fit each other and the order of things.

The application's clock (`at`) is not looked at: demo data tell of the past, and `--today` sets it.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from foundation.audit.problems import OLD_AFTER, Problem, minute, span
from foundation.database import fetch, fetch_value

BATCH = 5000
# Number and time of an event are given in one statement, microseconds apart; clocks are set a
# little now and then, and differ between a server and the one that takes over from it.
TOLERANCE = timedelta(minutes=1)


@dataclass
class _Run:
    """Neighbouring events that are wrong in one way."""

    kind: str
    first: int
    last: int
    why: str

    def problem(self) -> Problem:
        return Problem(
            kind=self.kind,
            event_id=self.first,
            detail=f"{span('Event', self.first, self.last)}: {self.why}",
        )


async def check_times() -> list[Problem]:
    """Events whose time does not fit their number: what was added or altered later."""
    limit = await fetch_value("SELECT clock_timestamp()") + TOLERANCE
    runs: list[_Run] = []
    latest: datetime | None = None
    latest_event = previous = 0
    async for event_id, recorded_at in _recorded():
        kind, why = _fault(recorded_at, latest, latest_event, limit)
        if kind:
            if runs and runs[-1].last == previous and runs[-1].why == why:
                runs[-1].last = event_id
            else:
                runs.append(_Run(kind, event_id, event_id, why))
        if recorded_at is not None and (latest is None or recorded_at > latest):
            latest, latest_event = recorded_at, event_id
        previous = event_id
    return [run.problem() for run in runs]


def _fault(
    recorded_at: datetime | None, latest: datetime | None, latest_event: int, limit: datetime
) -> tuple[str, str]:
    if recorded_at is None:
        if latest is None:
            return "", ""
        return "time_missing", "without the database's time, which earlier events have."
    if recorded_at > limit:
        return "time_wrong", "of a time that has not come, by the database's clock."
    if latest is not None and recorded_at < latest - TOLERANCE:
        return "time_wrong", f"recorded before event {latest_event}, by the database's clock."
    return "", ""


async def _recorded() -> AsyncIterator[tuple[int, datetime | None]]:
    last: int | None = None
    while True:
        rows = await fetch(
            "SELECT id, recorded_at FROM audit_event WHERE $1::bigint IS NULL OR id > $1 "
            "ORDER BY id LIMIT $2",
            last,
            BATCH,
        )
        for row in rows:
            yield row["id"], row["recorded_at"]
        if len(rows) < BATCH:
            return
        last = rows[-1]["id"]


@dataclass
class SealTimes:
    """Looks at links in the order of the chain, and remembers what went before."""

    signed_at: datetime | None = None
    highest_event: int = 0

    async def check(self, link: dict[str, Any]) -> list[Problem]:
        """What is wrong with the times of the next link.

        Args:
            link: `sequence`, `event_id`, `signed_at` and the event's `recorded_at`.
        """
        signed_at, recorded_at = link["signed_at"], link["recorded_at"]
        problems = []
        if signed_at is not None:
            if self.signed_at is not None and signed_at < self.signed_at - TOLERANCE:
                problems.append(_wrong(link, "was sealed before the link before it"))
            if recorded_at is not None and recorded_at > signed_at + TOLERANCE:
                problems.append(_wrong(link, "holds an event recorded after it was sealed"))
            if link["event_id"] < self.highest_event:
                problems += await self._check_late(link)
            self.signed_at = signed_at
        self.highest_event = max(self.highest_event, link["event_id"])
        return problems

    async def _check_late(self, link: dict[str, Any]) -> list[Problem]:
        """An event may be sealed behind a higher number, but not hours later: none writes so long."""
        overtaken = await fetch_value(
            "SELECT min(signed_at) FROM audit_seal WHERE event_id > $1 AND id < $2",
            link["event_id"],
            link["sequence"],
        )
        if overtaken is None or link["signed_at"] - overtaken <= OLD_AFTER:
            return []
        return [
            Problem(
                kind="event_late",
                event_id=link["event_id"],
                sequence=link["sequence"],
                detail=f"Event {link['event_id']} was sealed at {minute(link['signed_at'])}, a "
                f"higher number at {minute(overtaken)}: it was added afterwards.",
            )
        ]


def _wrong(link: dict[str, Any], why: str) -> Problem:
    return Problem(
        kind="time_wrong",
        event_id=link["event_id"],
        sequence=link["sequence"],
        detail=f"Link {link['sequence']} {why}, by the database's clock.",
    )
