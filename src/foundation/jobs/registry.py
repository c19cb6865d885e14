"""Which jobs exist: the functions behind their names, and the one way to call them."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from foundation.database import NestedTransaction, in_transaction
from foundation.i18n import using_language
from foundation.jobs.lanes import Lane

Handler = Callable[..., Awaitable[None]]

DEFAULT_ATTEMPTS = 8


@dataclass(frozen=True, kw_only=True)
class Task:
    """A job's name and what runs for it.

    Attributes:
        name: `area.verb_object`, stored in the queue.
        handler: coroutine function; idempotent, because a job may run more than once.
        attempts: how often it is tried before it is kept as failed.
        priority: higher runs first in its lane; 0 is usual.
        lane: whose places it takes.
        cron: schedule in UTC (five fields, or six with seconds last); None = on demand.
    """

    name: str
    handler: Handler
    attempts: int = DEFAULT_ATTEMPTS
    priority: int = 0
    lane: Lane = Lane.DEFAULT
    cron: str | None = None


@dataclass(frozen=True)
class Attempt:
    """Which try of the job this is.

    Attributes:
        number: 1 for the first.
        last: no further try follows a failure.
    """

    number: int
    last: bool


_tasks: dict[str, Task] = {}
_attempt: ContextVar[Attempt | None] = ContextVar("job_attempt", default=None)


def task(
    name: str,
    *,
    attempts: int = DEFAULT_ATTEMPTS,
    priority: int = 0,
    lane: Lane = Lane.DEFAULT,
) -> Callable[[Handler], Handler]:
    """Register a coroutine function as the handler of a job.

    Its arguments come from JSON: identifiers arrive as text. They stand in logs, so they carry
    identifiers and never personal data.

    Raises:
        ValueError: the name is taken.
    """

    def register(handler: Handler) -> Handler:
        _add(Task(name=name, handler=handler, attempts=attempts, priority=priority, lane=lane))
        return handler

    return register


def periodic(name: str, cron: str, *, lane: Lane = Lane.DEFAULT) -> Callable[[Handler], Handler]:
    """Register a coroutine function without arguments to run by a schedule; the next run is the retry.

    One run at a time over all workers; runs missed while no worker lived are not made up, so daily
    work is better scheduled hourly and skipped where it is done already.

    Args:
        name: as for `task`.
        cron: in UTC; five fields, or six with seconds last (`* * * * * */10`).
        lane: as for a task.
    """

    def register(handler: Handler) -> Handler:
        _add(Task(name=name, handler=handler, attempts=1, lane=lane, cron=cron))
        return handler

    return register


def _add(new: Task) -> None:
    if new.name in _tasks:
        raise ValueError(f"job {new.name!r} is registered already")
    _tasks[new.name] = new


def find(name: str) -> Task:
    """The task of a name.

    Raises:
        LookupError: nothing registered it; its module is missing from its area's `modules`.
    """
    try:
        return _tasks[name]
    except KeyError:
        raise LookupError(f"no job is registered as {name!r}") from None


def registered() -> Mapping[str, Task]:
    """All tasks by name."""
    return dict(_tasks)


def attempt() -> Attempt:
    """The present try, for handlers that record that they give up; outside jobs the only one."""
    return _attempt.get() or Attempt(1, last=True)


@contextmanager
def _trying(number: int, of: int) -> Iterator[None]:
    token = _attempt.set(Attempt(number, last=number >= of))
    try:
        yield
    finally:
        _attempt.reset(token)


async def perform(job: Task, arguments: Mapping[str, Any], tried: int = 0) -> None:
    """Run a job's handler: in Japanese, outside any transaction.

    Args:
        job: what to run.
        arguments: as stored in the queue.
        tried: earlier tries.
    """
    if in_transaction():
        raise NestedTransaction("jobs run outside transactions and open their own")
    with using_language("ja"), _trying(tried + 1, job.attempts):
        await job.handler(**arguments)
