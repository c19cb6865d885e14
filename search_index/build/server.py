"""A Meilisearch server for tools that build indexes and make keys, by its official client.

The client's traps, and what is done about them here: it is synchronous, opens a connection for
each request, and changes the headers it shares between requests, so calls are made one at a time
in a thread; its `wait_for_task` gives up after 5 seconds, so waiting is our own, and takes a
canceled task for what it is; `get_settings` turns embedders into objects, so settings go through
its plain HTTP methods, as JSON; its messages name indexes and keys, so ours tell codes alone. Times
without a fraction of a second, which the engine never sends, it cannot read at all.

The engine's own: a key that names indexes is not shown tasks that are not about one index alone. The
end of a swap and of a cancelation is therefore seen by what they leave behind.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from meilisearch.client import Client
from meilisearch.errors import MeilisearchApiError, MeilisearchError

from matching.search.engines.meilisearch.documents import PRIMARY_KEY

REQUEST_SECONDS = 60
FIRST_WAIT_SECONDS = 0.05
LONGEST_WAIT_SECONDS = 2.0
INDEX_NOT_FOUND = "index_not_found"
TASK_NOT_FOUND = "task_not_found"
# The server or its disk is at fault, not what it was sent.
_OF_THE_MACHINE = frozenset(
    {"canceled", "internal", "io_error", "no_space_left_on_device", "too_many_open_files"}
)
Answer = TypeVar("Answer")


class ServerTrouble(Exception):
    """The server is away, refuses, or failed at a task; says what, for an operator.

    Attributes:
        code: Meilisearch's error code; "" where there is none.
        status: of the answer; None where there was none, or the error is a task's.
        task: uid of the task that failed.
    """

    def __init__(
        self, message: str, code: str = "", status: int | None = None, task: int | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.task = task

    @property
    def of_the_key(self) -> bool:
        """The key is wrong or may not do this."""
        return self.status in (401, 403)

    @property
    def of_the_documents(self) -> bool:
        """What was sent is refused; a part of it may pass."""
        if self.code in _OF_THE_MACHINE:
            return False
        return self.task is not None or self.status in (400, 413)


class Server:
    """A Meilisearch server.

    Args:
        url: its base address.
        key: with the rights for what is asked of it.
    """

    def __init__(self, url: str, key: str) -> None:
        self._client = Client(
            url, key, timeout=REQUEST_SECONDS, custom_headers={"Accept-Encoding": "identity"}
        )
        self._turn = asyncio.Lock()

    async def has(self, index: str) -> bool:
        """Whether there is an index of this name."""
        try:
            await self._call(self._client.get_raw_index, index)
        except ServerTrouble as trouble:
            if trouble.code == INDEX_NOT_FOUND:
                return False
            raise
        return True

    async def create(self, index: str) -> None:
        """Make an empty index, and wait until it is there."""
        await self.finished(
            await self._task(lambda: self._client.create_index(index, {"primaryKey": PRIMARY_KEY}))
        )

    async def delete(self, index: str) -> None:
        """Take an index away with all in it, and wait until it is gone; none is none."""
        try:
            await self.finished(await self._task(lambda: self._client.delete_index(index)))
        except ServerTrouble as trouble:
            if trouble.code != INDEX_NOT_FOUND:
                raise

    async def cancel_writes(self, index: str) -> None:
        """Cancel what waits for an index, and wait until nothing waits."""
        wanted = {"indexUids": index, "statuses": "enqueued,processing"}
        await self._task(lambda: self._client.cancel_tasks(dict(wanted)))
        wait = FIRST_WAIT_SECONDS
        while (await self._call(self._client.http.get, f"tasks?{urlencode(wanted)}"))["results"]:
            await asyncio.sleep(wait)
            wait = min(wait * 1.6, LONGEST_WAIT_SECONDS)

    async def settings(self, index: str) -> dict[str, Any]:
        """The settings of an index, as the server has them."""
        found: dict[str, Any] = await self._call(self._client.http.get, f"indexes/{index}/settings")
        return found

    async def change_settings(self, index: str, settings: Mapping[str, Any]) -> None:
        """Send settings, and wait until the index has them."""
        answer = await self._call(
            self._client.http.patch, f"indexes/{index}/settings", dict(settings)
        )
        await self.finished(int(answer["taskUid"]))

    async def add(self, index: str, lines: Sequence[bytes]) -> int:
        """Send documents, one JSON object a line; returns the uid of the task."""
        content = b"\n".join(lines)
        return await self._task(lambda: self._client.index(index).add_documents_ndjson(content))

    async def statistics(self, index: str) -> dict[str, Any]:
        """What an index says it holds."""
        found: dict[str, Any] = await self._call(self._client.http.get, f"indexes/{index}/stats")
        return found

    async def swap(self, one: str, other: str) -> None:
        """Let two indexes change their names at once, and wait until they have."""
        made = await self._made(other)
        task = await self._task(lambda: self._client.swap_indexes([{"indexes": [one, other]}]))
        try:
            await self.finished(task)
            return
        except ServerTrouble as trouble:
            if trouble.code != TASK_NOT_FOUND:
                raise
        # Tasks take their turns: when one that was sent later has ended, the swap has too.
        await self.change_settings(one, {})
        if await self._made(one) != made:
            raise ServerTrouble(f"task {task} of Meilisearch: the indexes were not swapped")

    async def key(self, uid: str) -> dict[str, Any] | None:
        """A key by its uid; None where there is none."""
        try:
            found: dict[str, Any] = await self._call(self._client.http.get, f"keys/{uid}")
        except ServerTrouble as trouble:
            if trouble.status == 404:
                return None
            raise
        return found

    async def create_key(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Make a key; returns it with its value."""
        made: dict[str, Any] = await self._call(self._client.http.post, "keys", dict(wanted))
        return made

    async def delete_key(self, uid: str) -> None:
        """Take a key away."""
        await self._call(self._client.delete_key, uid)

    async def finished(self, task: int) -> None:
        """Wait until a task has succeeded, however long it takes.

        Raises:
            ServerTrouble: it failed or was canceled.
        """
        wait = FIRST_WAIT_SECONDS
        while True:
            found = await self._call(self._client.get_task, task)
            if found.status == "succeeded":
                return
            if found.status not in ("enqueued", "processing"):
                code = (found.error or {}).get("code", found.status)
                raise ServerTrouble(f"task {task} of Meilisearch: {code}", code, task=task)
            await asyncio.sleep(wait)
            wait = min(wait * 1.6, LONGEST_WAIT_SECONDS)

    async def _made(self, index: str) -> str:
        """When an index was made, which goes with what it holds."""
        return str((await self._call(self._client.get_raw_index, index))["createdAt"])

    async def _task(self, call: Callable[[], Any]) -> int:
        return int((await self._call(call)).task_uid)

    async def _call(self, call: Callable[..., Answer], *arguments: Any) -> Answer:
        async with self._turn:
            try:
                return await asyncio.to_thread(call, *arguments)
            except MeilisearchApiError as error:
                raise ServerTrouble(
                    f"Meilisearch answers {error.status_code} {error.code or ''}".rstrip(),
                    error.code or "",
                    error.status_code,
                ) from None
            except MeilisearchError as error:
                raise ServerTrouble(
                    f"Meilisearch cannot be reached ({type(error).__name__})"
                ) from None
            except ValueError:
                raise ServerTrouble("what answers is no Meilisearch") from None
