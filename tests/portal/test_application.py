"""The application as a server runs it."""

import gc
import time

from foundation.settings import Settings
from portal.application import create_asgi


def test_collecting_garbage_holds_nobody_up(settings: Settings):
    create_asgi(settings)
    try:
        started = time.thread_time()
        gc.collect()
        assert time.thread_time() - started < 0.05
    finally:
        gc.unfreeze()
