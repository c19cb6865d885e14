"""The worker: runs what is queued, keeps the schedules, takes up the jobs of dead workers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from procrastinate import App, JobContext, PsycopgConnector
from psycopg_pool import AsyncConnectionPool

from foundation.database import connection_parameters
from foundation.jobs.lanes import Lane, places
from foundation.jobs.manager import KeyedJobManager
from foundation.jobs.registry import Task, perform, registered
from foundation.jobs.retry import BackOff
from foundation.settings import Settings, use

HEARTBEAT_SECONDS = 5.0
# A dead worker's job is taken up after STALLED_AFTER + STALLED_AFTER / 3 + POLLING seconds at most.
STALLED_AFTER_SECONDS = 30.0
# Now and then a notification comes between two looks; what people wait for is taken up soon anyway.
POLLING_SECONDS = 1.0
SHUTDOWN_SECONDS = 10.0
RESTART_SECONDS = 2.0

_log = structlog.get_logger("jobs")


async def run_worker(
    settings: Settings,
    concurrency: int = 2,
    *,
    heartbeat: float = HEARTBEAT_SECONDS,
    stalled_after: float = STALLED_AFTER_SECONDS,
) -> None:
    """Work until cancelled, through restarts of the database; needs the pool of `foundation.database`.

    On cancellation running jobs have ten seconds to end; what does not is queued again.

    Args:
        settings: made the settings of this process, which handlers read.
        concurrency: ordinary jobs at the same time; other lanes have places of their own.
        heartbeat: seconds between signs of life.
        stalled_after: seconds without one after which a worker counts as dead.
    """
    use(settings)
    while True:
        try:
            await _work(concurrency, heartbeat, stalled_after)
            _log.warning("worker_stopped")
        except Exception as error:
            _log.error("worker_failed", error=type(error).__name__)
        await asyncio.sleep(RESTART_SECONDS)


async def _work(concurrency: int, heartbeat: float, stalled_after: float) -> None:
    lanes = places(concurrency)
    together = sum(lanes.values())
    connector = _connector(together)
    app, manager = _application(connector, lanes)
    async with app.open_async():
        recovery = asyncio.create_task(_keep_taking_up(manager, stalled_after))
        try:
            await app.run_worker_async(
                concurrency=together,
                install_signal_handlers=False,
                fetch_job_polling_interval=POLLING_SECONDS,
                shutdown_graceful_timeout=SHUTDOWN_SECONDS,
                update_heartbeat_interval=heartbeat,
                stalled_worker_timeout=stalled_after,
            )
        finally:
            recovery.cancel()
            await asyncio.gather(recovery, return_exceptions=True)


def _connector(concurrency: int) -> PsycopgConnector:
    parameters = connection_parameters()
    pool_arguments: dict[str, Any] = {
        "kwargs": {
            "host": parameters.get("host"),
            "port": parameters.get("port"),
            "user": parameters.get("user"),
            "password": parameters.get("password"),
            "dbname": parameters.get("database"),
            "sslmode": parameters.get("ssl"),
            "application_name": "king-salmon-worker",
        },
        "min_size": 1,
        "max_size": concurrency + 3,
        "pool_factory": AsyncConnectionPool,
    }
    pool_arguments["kwargs"] = {
        name: value for name, value in pool_arguments["kwargs"].items() if value is not None
    }
    return PsycopgConnector(**pool_arguments)


def _application(
    connector: PsycopgConnector, lanes: Mapping[Lane, int]
) -> tuple[App, KeyedJobManager]:
    app = App(connector=connector)
    manager = KeyedJobManager(connector, lanes)
    app.job_manager = manager
    for job in registered().values():
        _register(app, job)
    return app, manager


def _register(app: App, job: Task) -> None:
    of_schedule = job.cron is not None
    registered_task = app.task(
        name=job.name,
        queue=job.lane,
        priority=job.priority,
        pass_context=True,
        retry=BackOff(job.attempts),
        lock=job.name if of_schedule else None,
        queueing_lock=job.name if of_schedule else None,
    )(_runner(job))
    if job.cron is not None:
        app.periodic(cron=job.cron)(registered_task)


def _runner(job: Task) -> Callable[..., Awaitable[None]]:
    async def run(context: JobContext, **arguments: Any) -> None:
        if job.cron is not None:
            arguments.pop("timestamp", None)
        await perform(job, arguments, context.job.attempts)

    return run


async def _keep_taking_up(manager: KeyedJobManager, stalled_after: float) -> None:
    # Beside the queue, not in it: a queue full of long jobs must not keep a lost one waiting.
    while True:
        try:
            taken = await manager.take_up_stalled_jobs(stalled_after)
            if taken:
                _log.warning("stalled_jobs_taken_up", jobs=taken)
        except Exception as error:
            _log.error("taking_up_stalled_jobs_failed", error=type(error).__name__)
        await asyncio.sleep(stalled_after / 3)
