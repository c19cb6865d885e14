"""Threads for what would hold up the event loop: few, with a bounded queue before them."""

import asyncio
import os
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import ParamSpec, TypeVar

from foundation.errors import TooMany
from foundation.i18n import gettext as _

P = ParamSpec("P")
T = TypeVar("T")
RETRY_SECONDS = 10


class Threads:
    """A few threads of a kind. Few, because Python lets one of them work at a time.

    Args:
        name: what the threads are called.
        workers: how many work at the same time.
        queue: how many calls may be under way; a flood of them must not make everybody wait.
    """

    def __init__(self, name: str, *, workers: int = 2, queue: int = 40) -> None:
        self._name, self._workers, self._queue = name, workers, queue
        self.start_afresh()
        _ALL.add(self)

    def start_afresh(self) -> None:
        """Begin with no thread and nothing waiting."""
        self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix=self._name)
        self._waiting = 0

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work` returns, made in a thread; it sees the language and settings of the caller.

        Raises:
            TooMany: too many calls are under way already.
        """
        if self._waiting >= self._queue:
            raise TooMany(
                _(
                    "いま混み合っています。%(seconds)s秒ほど待って、もう一度行ってください。",
                    seconds=RETRY_SECONDS,
                ),
                RETRY_SECONDS,
            )
        self._waiting += 1
        context = copy_context()
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._pool, lambda: context.run(work, *args, **kwargs)
            )
        finally:
            self._waiting -= 1


_ALL: "weakref.WeakSet[Threads]" = weakref.WeakSet()


def _start_all_afresh() -> None:
    # The server's processes are forked. A pool that has worked before has no threads in the child
    # and yet counts them: the first call there would wait until a second one came.
    for threads in _ALL:
        threads.start_afresh()


os.register_at_fork(after_in_child=_start_all_afresh)

HEAVY = Threads("heavy", workers=1)
"""For parsing, documents and long answers: one, so that the event loop waits for one at most."""
