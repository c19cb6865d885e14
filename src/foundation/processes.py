"""Children that end with the process that started them, however that one ends."""

import os
import select
import signal
import threading
import time
from collections.abc import Callable

LOOK_SECONDS = 10.0
AGAIN_SECONDS = 1.0


def ended(process_id: int, seconds: float) -> bool:
    """Whether a process is gone, or is within so many seconds; a dead one that nobody reaped is gone."""
    try:
        descriptor = os.pidfd_open(process_id)
    except ProcessLookupError:
        return True
    except (AttributeError, OSError):
        # No such call on this system.
        time.sleep(min(seconds, AGAIN_SECONDS))
        return not _exists(process_id)
    try:
        end = select.poll()
        end.register(descriptor, select.POLLIN)
        return bool(end.poll(seconds * 1000))
    finally:
        os.close(descriptor)


def _exists(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def when_parent_ends(parent: int, act: Callable[[], None]) -> None:
    """Do something, in a thread of its own, when the parent is gone; at once if it is already.

    Args:
        parent: process id of the parent.
        act: what to do.
    """

    def watch() -> None:
        # Another takes the children of a process that is gone.
        while os.getppid() == parent and not ended(parent, LOOK_SECONDS):
            pass
        act()

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


def leave_in_order(seconds: float) -> None:
    """Ask this very process to end as its stop signal does, and end it after so many seconds anyway."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        # Again and again: while it starts, the signal may find nobody who acts on it.
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(AGAIN_SECONDS)
    os._exit(1)
