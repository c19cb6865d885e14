"""Work done after the answer: queued in the business transaction, run at least once, effective once.

`from foundation.jobs import task, periodic, enqueue`
"""

from foundation.jobs.effects import enqueue
from foundation.jobs.lanes import Lane
from foundation.jobs.pending import run_pending
from foundation.jobs.queries import (
    FailedJob,
    LaneStats,
    TaskStats,
    failed_jobs,
    is_unfinished,
    lane_stats,
    queue_stats,
    workers_alive,
)
from foundation.jobs.registry import Attempt, attempt, periodic, task
from foundation.jobs.worker import run_worker

__all__ = [
    "Attempt",
    "FailedJob",
    "Lane",
    "LaneStats",
    "TaskStats",
    "attempt",
    "enqueue",
    "failed_jobs",
    "is_unfinished",
    "lane_stats",
    "periodic",
    "queue_stats",
    "run_pending",
    "run_worker",
    "task",
    "workers_alive",
]
