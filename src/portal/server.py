"""What the server's processes load."""

import multiprocessing

from litestar.types import ASGIApp

from foundation import log
from foundation.processes import leave_in_order, when_parent_ends
from foundation.settings import Settings
from portal.application import create_asgi

ORPHAN_SECONDS = 20.0


def create() -> ASGIApp:
    """The application of the settings in the environment; its process ends with the one that started it."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        when_parent_ends(parent.pid, lambda: leave_in_order(ORPHAN_SECONDS))
    settings = Settings.load()
    log.set_up(readable=settings.demo)
    return create_asgi(settings)
