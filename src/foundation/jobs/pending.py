"""Doing now what is queued: for tests, and for commands that must not end before it is done."""

from foundation.database import NestedTransaction, execute, fetch_one, fetch_value, in_transaction
from foundation.jobs.registry import find, perform


async def run_pending(*, delayed: bool = False) -> int:
    """Run every queued job and those they queue, in this process, then return how many ran.

    Args:
        delayed: run those too whose time has not come.

    Raises:
        Exception: whatever a handler raises; its job is kept as failed.
    """
    if in_transaction():
        raise NestedTransaction("jobs run outside transactions")
    worker = await fetch_value("SELECT worker_id FROM procrastinate_register_worker_v1()")
    done = 0
    try:
        while True:
            if delayed:
                await execute(
                    "UPDATE procrastinate_jobs SET scheduled_at = NULL "
                    "WHERE status = 'todo' AND scheduled_at IS NOT NULL"
                )
            await execute("SELECT procrastinate_update_heartbeat_v1($1)", worker)
            job = await fetch_one(
                "SELECT id, task_name, args, attempts FROM procrastinate_fetch_job_v2(NULL, $1)",
                worker,
            )
            if job is None or job["id"] is None:
                return done
            try:
                arguments = {name: job["args"][name] for name in job["args"] if name != "timestamp"}
                await perform(find(job["task_name"]), arguments, job["attempts"])
            except BaseException:
                await execute("SELECT procrastinate_finish_job_v1($1, 'failed', false)", job["id"])
                raise
            await execute("SELECT procrastinate_finish_job_v1($1, 'succeeded', false)", job["id"])
            done += 1
    finally:
        await execute("SELECT procrastinate_unregister_worker_v1($1)", worker)
