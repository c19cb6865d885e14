"""procrastinate's use of the queue, with what our keys, schedules and lanes need beyond it."""

import contextlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from procrastinate.connector import BaseConnector
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import QUEUEING_LOCK_CONSTRAINT, JobManager, NotificationCallback

from foundation.jobs.lanes import Lane
from foundation.jobs.registry import registered

# A job that takes its worker down each time would otherwise go round for ever.
TRIES_LOST_WITH_WORKERS = 20


class KeyedJobManager(JobManager):
    """Lanes have their own places; retries give way to a newer job of the same key; runs of a
    schedule leave no rows behind.

    Args:
        connector: to the database.
        places: how many jobs of each lane run here at the same time.
    """

    def __init__(self, connector: BaseConnector, places: Mapping[Lane, int]) -> None:
        super().__init__(connector)
        self._places = places
        self._running: dict[int | None, str] = {}
        self._ended = 0
        self._look_again: NotificationCallback | None = None

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """Take up a job of a lane that has a place free."""
        while True:
            taken = Counter(self._running.values())
            free = [lane for lane, most in self._places.items() if taken[lane] < most]
            ended = self._ended
            job = await super().fetch_job(queues=free, worker_id=worker_id) if free else None
            if job is not None:
                self._running[job.id] = job.queue
            # A place that became free meanwhile was not looked at.
            if job is not None or ended == self._ended:
                return job

    async def listen_for_jobs(
        self, *, on_notification: NotificationCallback, queues: Iterable[str] | None = None
    ) -> None:
        """Listen, and remember whom to tell when a place is free."""
        self._look_again = on_notification
        await super().listen_for_jobs(on_notification=on_notification, queues=queues)

    async def _free_place(self, job: Job) -> None:
        if self._running.pop(job.id, None) is None:
            return  # another worker's
        self._ended += 1
        if self._look_again is not None:
            await self._look_again(
                channel="", notification={"type": "job_inserted", "job_id": job.id or 0}
            )

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Queue a job again; where one of its key waits already, that one does the work."""
        try:
            await super().retry_job(job, retry_at, priority, queue, lock)
        except UniqueViolation as error:
            if error.constraint_name != QUEUEING_LOCK_CONSTRAINT:
                raise
            await self.finish_job(job, Status.ABORTED, delete_job=False)
        finally:
            await self._free_place(job)

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Keep the outcome, except of a schedule's run that went well."""
        known = registered().get(job.task_name)
        of_schedule = known is not None and known.cron is not None
        try:
            await super().finish_job(
                job, status, delete_job or (of_schedule and status is Status.SUCCEEDED)
            )
        finally:
            await self._free_place(job)

    async def take_up_stalled_jobs(self, seconds_since_heartbeat: float) -> int:
        """Queue again what dead workers had begun; returns how many jobs.

        Args:
            seconds_since_heartbeat: a worker silent for longer counts as dead.
        """
        taken = 0
        for job in await self.get_stalled_jobs(seconds_since_heartbeat=seconds_since_heartbeat):
            # Another worker may have been quicker; then the job is no longer as it was read.
            with contextlib.suppress(ConnectorException):
                if job.attempts + 1 >= TRIES_LOST_WITH_WORKERS:
                    await self.finish_job(job, Status.FAILED, delete_job=False)
                else:
                    await self.retry_job(job)
                taken += 1
        return taken
