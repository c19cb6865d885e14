"""Queueing a job: it exists exactly when the business transaction commits."""

from datetime import timedelta
from typing import Any

import msgspec

from foundation.database import fetch_value, require_transaction
from foundation.jobs.lanes import Lane
from foundation.jobs.registry import find


async def enqueue(
    name: str,
    key: str | None = None,
    delay: timedelta | None = None,
    lane: Lane | None = None,
    **arguments: Any,
) -> int:
    """Queue a job in the open transaction.

    Args:
        name: of a registered task.
        key: jobs of one key are one piece of work. While one waits, a further one joins it (the
            newer arguments and the earlier start hold), and two never run at the same time. Make
            it name one record, `index:<id>`: transactions that queue the same new key wait for
            one another.
        delay: how long to wait before it runs; None = at once.
        lane: where it waits; None = in the lane of its task. A job it joins stays where it is.
        arguments: JSON values; UUIDs, dates and times become text.

    Returns:
        The id of the job that will do the work.

    Raises:
        NoTransaction: no transaction is open.
        LookupError: no such task.
    """
    require_transaction()
    job = find(name)
    job_id: int = await fetch_value(
        "SELECT enqueue_job($1, $2, $3, $4, $5::text::jsonb, $6)",
        lane or job.lane,
        name,
        job.priority,
        key,
        msgspec.json.encode(arguments).decode(),
        delay,
    )
    return job_id
