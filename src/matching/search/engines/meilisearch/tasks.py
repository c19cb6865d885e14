"""Writes are tasks of one queue of the server: sent, then awaited."""

from typing import Any

import msgspec

from foundation import clock
from matching.search.engines.meilisearch.client import READ, Client, Patience
from matching.search.engines.meilisearch.errors import TaskCanceled, TaskUnfinished, task_failure
from matching.search.engines.port import EngineUnavailable

FIRST_WAIT_SECONDS = 0.05
LONGEST_WAIT_SECONDS = 2.0
# A large batch waits behind others of the queue.
TASK_SECONDS = 300.0
# The server may be too busy with the task to answer at once.
_POLLING = Patience(tries=READ.tries, together=10.0)


class Summary(msgspec.Struct):
    """What a write is answered with: the uid of its task."""

    taskUid: int


class TaskError(msgspec.Struct):
    """Why a task failed."""

    code: str


class Task(msgspec.Struct):
    """A task as the server has it."""

    uid: int
    status: str
    error: TaskError | None = None
    details: dict[str, Any] | None = None


async def finished(client: Client, uid: int, seconds: float = TASK_SECONDS) -> Task:
    """Wait until a task has succeeded.

    Args:
        client: the server.
        uid: of the task.
        seconds: to wait at most.

    Raises:
        TaskFailed: it ended with an error that is ours.
        TaskCanceled: somebody canceled it.
        TaskUnfinished: it has not ended by then.
        EngineUnavailable: the server is away, or its disk is full.
    """
    end = clock.elapsed() + seconds
    wait = FIRST_WAIT_SECONDS
    while True:
        task = await client.ask("GET", f"tasks/{uid}", Task, patience=_POLLING)
        match task.status:
            case "succeeded":
                return task
            case "failed":
                raise task_failure(uid, task.error.code if task.error else "unknown")
            case "canceled":
                raise TaskCanceled(f"task {uid} was canceled in Meilisearch", uid)
            case "enqueued" | "processing":
                pass
            case other:
                raise EngineUnavailable(f"Meilisearch gives task {uid} the state {other[:20]!r}")
        if clock.elapsed() + wait > end:
            raise TaskUnfinished(f"task {uid} has not ended in {seconds:.0f} seconds", uid)
        await clock.pause(wait)
        wait = min(wait * 1.6, LONGEST_WAIT_SECONDS)
