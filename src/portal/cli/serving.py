"""Commands that serve, work and migrate."""

import asyncio
import os
import signal
import socket
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.error import URLError

import click
from granian.constants import Interfaces, Loops
from granian.net import SocketHolder  # type: ignore[attr-defined]
from granian.server.mp import MPServer

from foundation import log
from foundation.audit.tasks import close_trail
from foundation.jobs.worker import run_worker
from foundation.metrics import SHARED_FOLDER
from foundation.settings import PREFIX, Settings
from portal.application import compose, open_database
from portal.cli.listening import BACKLOG, PORT, listen, local_address
from portal.cli.running import database_fits, run, run_migrations

READY_WAIT_SECONDS = 60


@click.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    done = run_migrations(Settings.load())
    click.echo("\n".join(" ".join(pair) for pair in done) if done else "The schema is up to date.")


@click.command()
@click.option("--host", default=None, help="Address to listen on (KS_HOST).")
@click.option("--port", type=PORT, default=None, help="Port to listen on (KS_PORT).")
@click.option("--workers", type=int, default=1, show_default=True, help="Web processes.")
def serve(host: str | None, port: int | None, workers: int) -> None:
    """Serve the web application and the API."""
    settings = Settings.load(**given(host=host, port=port))
    listener = listen(settings.host, settings.port)
    # Once it serves, it waits for a database that is away; at the start somebody looks on.
    run(database_fits, settings)
    run_server(settings, listener, workers=workers)


@click.command()
@click.option(
    "--concurrency",
    type=int,
    default=2,
    show_default=True,
    help="Ordinary jobs at a time; sealing, mail and alerts have places of their own.",
)
def worker(concurrency: int) -> None:
    """Run queued jobs until stopped."""
    settings = Settings.load()
    log.set_up(readable=settings.demo)
    compose(settings)

    async def work() -> None:
        async with open_database(settings):
            await database_fits()
            task = asyncio.create_task(run_worker(settings, concurrency))
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, task.cancel)
            await asyncio.gather(task, return_exceptions=True)
            await close_trail()

    asyncio.run(work())


def given(**options: Any) -> dict[str, Any]:
    """The options that were given on the command line."""
    return {name: value for name, value in options.items() if value is not None}


class _SoleServer(MPServer):
    """Takes connections from one socket that it was given.

    By itself each of its processes opens a socket of its own (SO_REUSEPORT), which any other
    program of the user may join.
    """

    def __init__(self, listener: socket.socket, **options: Any) -> None:
        super().__init__("portal.server:create", **options)
        self._listener = listener

    def _init_shared_socket(self) -> None:
        self._ssp = self._sso = None
        descriptor: Any = self._listener.fileno()
        holder: Any = SocketHolder
        self._sfd = descriptor
        self._shd = holder(descriptor, False, BACKLOG)

    def _drop_shared_socket(self) -> None:
        self._listener.close()


def run_server(
    settings: Settings,
    listener: socket.socket,
    *,
    workers: int = 1,
    when_ready: Callable[[], None] | None = None,
) -> None:
    """Serve until stopped.

    Args:
        settings: handed to the server's processes through their environment.
        listener: see `listen`.
        workers: web processes.
        when_ready: called once the application answers.
    """
    export_settings(settings)
    if workers > 1 and SHARED_FOLDER not in os.environ:
        # Each process counts for itself; what is asked for is the sum of all.
        os.environ[SHARED_FOLDER] = tempfile.mkdtemp(prefix="king-salmon-metrics-")
    if when_ready is not None:
        threading.Thread(target=_call_when_ready, args=(settings, when_ready), daemon=True).start()
    _SoleServer(
        listener,
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
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    address = f"{local_address(host, settings.port)}/readyz"
    deadline = time.monotonic() + READY_WAIT_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                callback()
                return
        except (URLError, OSError):
            time.sleep(0.1)


COMMANDS = (migrate, serve, worker)
