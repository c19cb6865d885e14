"""The queue's own housekeeping."""

from foundation.database import execute
from foundation.jobs.registry import periodic

DAYS_KEPT = 7


@periodic("jobs.clear_finished", cron="17 * * * *")
async def clear_finished() -> None:
    """Delete jobs that ended well more than a week ago; failed ones stay until someone looks."""
    await execute(
        """
        DELETE FROM procrastinate_jobs j
         WHERE j.status IN ('succeeded', 'aborted', 'cancelled')
           AND (SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id)
               < now() - make_interval(days => $1)
        """,
        DAYS_KEPT,
    )
