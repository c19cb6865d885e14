"""When a failed job is tried again."""

import asyncio

from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

FIRST_WAIT_SECONDS = 5
LONGEST_WAIT_SECONDS = 900


def wait_seconds(tried: int) -> int:
    """Seconds to wait after the try that followed `tried` earlier ones: 5, 10, 20 … at most 900."""
    return int(min(FIRST_WAIT_SECONDS * 2 ** min(tried, 20), LONGEST_WAIT_SECONDS))


class BackOff(BaseRetryStrategy):
    """Try again after growing waits, up to a number of tries; what a shutdown cut off, at once.

    Args:
        attempts: tries in all.
    """

    def __init__(self, attempts: int) -> None:
        self.attempts = attempts

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again; None to keep the job as failed."""
        if isinstance(exception, asyncio.CancelledError | JobAborted):
            return RetryDecision(retry_in={"seconds": 0})
        if job.attempts + 1 >= self.attempts:
            return None
        return RetryDecision(retry_in={"seconds": wait_seconds(job.attempts)})
