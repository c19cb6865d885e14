"""Children that end with the process that started them, however that one ends."""

import os
import select
import signal
import threading
import time
from collections.abc import Callable

LOOK_SECONDS = 1.0


def wait_for_end(process_id: int) -> None:
    """Block until a process is gone; a parent counts as gone once another has taken its children."""
    try:
        descriptor = os.pidfd_open(process_id)
    except ProcessLookupError:
        return
    except (AttributeError, OSError):
        # No such call on this system: look now and then.
        while os.getppid() == process_id:
            time.sleep(LOOK_SECONDS)
        return
    try:
        ended = select.poll()
        ended.register(descriptor, select.POLLIN)
        ended.poll()
    finally:
        os.close(descriptor)


def when_parent_ends(parent: int, act: Callable[[], None]) -> None:
    """Do something, in a thread of its own, when the parent is gone; at once if it is already.

    Args:
        parent: process id of the parent.
        act: must not return before the process is about to end.
    """

    def watch() -> None:
        if os.getppid() == parent:
            wait_for_end(parent)
        act()

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


def leave_in_order(seconds: float) -> None:
    """Ask this very process to end as its stop signal does, and end it after so many seconds anyway."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        # Again and again: while it starts, the signal may find nobody who acts on it.
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(LOOK_SECONDS)
    os._exit(1)
