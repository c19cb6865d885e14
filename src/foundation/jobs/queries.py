"""What stands in the queue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from foundation.database import fetch, fetch_as, fetch_value
from foundation.jobs.lanes import Lane


@dataclass(frozen=True, kw_only=True)
class TaskStats:
    """Jobs of one task by what they are at.

    Attributes:
        name: the task's.
        waiting: could run now.
        delayed: wait for their time, among them those that failed and will be tried again.
        running, failed, succeeded: as the words say; old successes are cleared away.
        oldest_waiting: when the longest waiting one was queued.
    """

    name: str
    waiting: int
    delayed: int
    running: int
    failed: int
    succeeded: int
    oldest_waiting: datetime | None


@dataclass(frozen=True)
class LaneStats:
    """Jobs of one lane that could run now.

    Attributes:
        lane: which.
        waiting: how many.
        oldest_seconds: how long the longest waiting one could have run already.
    """

    lane: Lane
    waiting: int
    oldest_seconds: float


@dataclass(frozen=True, kw_only=True)
class FailedJob:
    """A job kept after its last try."""

    id: int
    name: str
    arguments: dict[str, Any]
    attempts: int
    failed_at: datetime | None


async def queue_stats() -> list[TaskStats]:
    """The queue per task, by name."""
    return await fetch_as(
        TaskStats,
        """
        SELECT task_name AS name,
               count(*) FILTER (WHERE due) AS waiting,
               count(*) FILTER (WHERE status = 'todo' AND NOT due) AS delayed,
               count(*) FILTER (WHERE status = 'doing') AS running,
               count(*) FILTER (WHERE status = 'failed') AS failed,
               count(*) FILTER (WHERE status = 'succeeded') AS succeeded,
               min(queued_at) FILTER (WHERE due) AS oldest_waiting
          FROM (SELECT j.task_name, j.status,
                       j.status = 'todo' AND coalesce(j.scheduled_at <= now(), true) AS due,
                       CASE WHEN j.status = 'todo' THEN
                           (SELECT min(e.at) FROM procrastinate_events e
                             WHERE e.job_id = j.id AND e.type = 'deferred') END AS queued_at
                  FROM procrastinate_jobs j) jobs
         GROUP BY task_name ORDER BY task_name
        """,
    )


async def lane_stats() -> list[LaneStats]:
    """What could run now, per lane; every lane is named."""
    rows = await fetch(
        """
        SELECT lane, count(j.id) AS waiting,
               coalesce(extract(epoch FROM clock_timestamp() - min(j.due)), 0)::float AS oldest
          FROM unnest($1::text[]) WITH ORDINALITY AS lanes (lane, place)
          LEFT JOIN (SELECT id, queue_name,
                            coalesce(scheduled_at, (SELECT min(e.at) FROM procrastinate_events e
                                                     WHERE e.job_id = jobs.id
                                                       AND e.type = 'deferred')) AS due
                       FROM procrastinate_jobs jobs
                      WHERE status = 'todo' AND coalesce(scheduled_at <= now(), true)) j
            ON j.queue_name = lane
         GROUP BY lane, place ORDER BY place
        """,
        list(Lane),
    )
    return [LaneStats(Lane(row["lane"]), row["waiting"], row["oldest"]) for row in rows]


async def failed_jobs(limit: int = 50) -> list[FailedJob]:
    """Jobs given up, the latest first."""
    return await fetch_as(
        FailedJob,
        """
        SELECT j.id, j.task_name AS name, j.args AS arguments, j.attempts,
               (SELECT max(e.at) FROM procrastinate_events e
                 WHERE e.job_id = j.id AND e.type = 'failed') AS failed_at
          FROM procrastinate_jobs j WHERE j.status = 'failed' ORDER BY j.id DESC LIMIT $1
        """,
        limit,
    )


async def workers_alive(within_seconds: float = 30.0) -> int:
    """Workers that gave a sign of life lately."""
    alive: int = await fetch_value(
        "SELECT count(*) FROM procrastinate_workers "
        "WHERE last_heartbeat > now() - make_interval(secs => $1)",
        within_seconds,
    )
    return alive


async def is_unfinished(key: str) -> bool:
    """Whether a job of the key waits or runs."""
    return bool(
        await fetch_value(
            "SELECT EXISTS (SELECT FROM procrastinate_jobs "
            "WHERE lock = $1 AND status IN ('todo', 'doing'))",
            key,
        )
    )
