"""The embedded server is started again when it ends while somebody uses it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from foundation.database.embedded import EmbeddedPostgres
from foundation.processes import ended

LOOK_SECONDS = 1.0
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.5, 30.0
# A server that ran for so long did not end because of how it was started.
STEADY_SECONDS = 60.0

_log = structlog.get_logger("king-salmon.database")


@contextmanager
def kept_running(server: EmbeddedPostgres) -> Iterator[None]:
    """Watch a started server for the block, in a thread.

    Every process that uses it watches; the first to see it gone starts it, the others find it
    running. While one uses it, none stops it on purpose: see `EmbeddedPostgres.stop`.
    """
    leaving = threading.Event()
    threading.Thread(target=_watch, args=(server, leaving), name="database", daemon=True).start()
    try:
        yield
    finally:
        # Not waited for: what is left of it starts nothing once the server was left.
        leaving.set()


def _watch(server: EmbeddedPostgres, leaving: threading.Event) -> None:
    wait, since = FIRST_WAIT_SECONDS, time.monotonic()
    while not leaving.is_set():
        process_id = server.process_id
        if process_id is not None and not ended(process_id, LOOK_SECONDS):
            continue
        if time.monotonic() - since > STEADY_SECONDS:
            wait = FIRST_WAIT_SECONDS
        if leaving.wait(wait):
            return
        wait, since = min(wait * 2, LONGEST_WAIT_SECONDS), time.monotonic()
        try:
            if server.restart():
                _log.error("database_restarted")
        except Exception as error:
            # A full disk, or what is left of the old server: the next time may go better.
            _log.error("database_not_restarted", error=str(error))
