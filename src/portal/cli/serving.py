"""Commands that serve, work and migrate."""

import asyncio
import os
import signal
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.error import URLError

import click
from granian.constants import Interfaces, Loops
from granian.server import Server

from foundation import log
from foundation.metrics import SHARED_FOLDER
from foundation.settings import PREFIX, Settings
from portal.application import compose, open_database
from portal.cli.running import run_migrations

READY_WAIT_SECONDS = 60


@click.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    done = run_migrations(Settings.load())
    click.echo("\n".join(" ".join(pair) for pair in done) if done else "The schema is up to date.")


@click.command()
@click.option("--host", default=None, help="Address to listen on (KS_HOST).")
@click.option("--port", type=int, default=None, help="Port to listen on (KS_PORT).")
@click.option("--workers", type=int, default=1, show_default=True, help="Web processes.")
def serve(host: str | None, port: int | None, workers: int) -> None:
    """Serve the web application and the API."""
    settings = Settings.load(**given(host=host, port=port))
    run_server(settings, workers=workers)


@click.command()
@click.option("--concurrency", type=int, default=2, show_default=True, help="Jobs at a time.")
def worker(concurrency: int) -> None:
    """Run queued jobs until stopped."""
    from foundation.jobs.worker import run_worker

    settings = Settings.load()
    log.set_up(readable=settings.demo)
    compose(settings)

    async def work() -> None:
        async with open_database(settings):
            task = asyncio.create_task(run_worker(settings, concurrency))
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, task.cancel)
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(work())


def given(**options: Any) -> dict[str, Any]:
    """The options that were given on the command line."""
    return {name: value for name, value in options.items() if value is not None}


def run_server(
    settings: Settings, *, workers: int = 1, when_ready: Callable[[], None] | None = None
) -> None:
    """Serve until stopped.

    Args:
        settings: handed to the server's processes through their environment.
        workers: web processes.
        when_ready: called once the application answers.
    """
    export_settings(settings)
    if workers > 1 and SHARED_FOLDER not in os.environ:
        # Each process counts for itself; what is asked for is the sum of all.
        os.environ[SHARED_FOLDER] = tempfile.mkdtemp(prefix="king-salmon-metrics-")
    if when_ready is not None:
        threading.Thread(target=_call_when_ready, args=(settings, when_ready), daemon=True).start()
    Server(
        "portal.server:create",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        workers=workers,
        websockets=False,
        respawn_failed_workers=True,
        log_enabled=False,
        workers_kill_timeout=20,
    ).serve()


def export_settings(settings: Settings) -> None:
    """Put the settings into the environment, where the server's processes find them."""
    for name in settings.__dataclass_fields__:
        value = getattr(settings, name)
        if value is not None:
            os.environ[PREFIX + name.upper()] = (
                str(value).lower() if isinstance(value, bool) else str(value)
            )


def _call_when_ready(settings: Settings, callback: Callable[[], None]) -> None:
    host = "127.0.0.1" if settings.host == "0.0.0.0" else settings.host
    deadline = time.monotonic() + READY_WAIT_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://{host}:{settings.port}/readyz", timeout=5):
                callback()
                return
        except (URLError, OSError):
            time.sleep(0.1)


COMMANDS = (migrate, serve, worker)
