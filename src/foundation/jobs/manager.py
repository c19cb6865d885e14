"""procrastinate's writes to the queue, with what our keys and schedules need beyond them."""

import contextlib
from datetime import datetime

from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import QUEUEING_LOCK_CONSTRAINT, JobManager

from foundation.jobs.registry import registered

# A job that takes its worker down each time would otherwise go round for ever.
TRIES_LOST_WITH_WORKERS = 20


class KeyedJobManager(JobManager):
    """Retries give way to a newer job of the same key; runs of a schedule leave no rows behind."""

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

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Keep the outcome, except of a schedule's run that went well."""
        known = registered().get(job.task_name)
        of_schedule = known is not None and known.cron is not None
        await super().finish_job(
            job, status, delete_job or (of_schedule and status is Status.SUCCEEDED)
        )

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
