"""An embedder behind an OpenAI-compatible server: ``POST {url}/embeddings``.

Such servers are many (vLLM, text-embeddings-inference, Ollama, paid services) and differ in small
things, so nothing of an answer is believed before it is looked at: how many vectors, in which order,
how long, and whether they are numbers at all.
"""

import asyncio
import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import httpx
import numpy as np

from foundation import clock
from foundation.retry_after import retry_after
from matching.embedding.answers import read_answer
from matching.embedding.port import EmbeddingUnavailable, Vectors

# One request holds at most so much: servers limit both, and a slow one should answer in time.
BATCH_TEXTS = 32
BATCH_CHARACTERS = 12_000
# A vector of 4,096 numbers takes about 90 kB as text.
LARGEST_ANSWER = 64 * 1024 * 1024
FIRST_WAIT_SECONDS = 0.25

_TOO_LARGE = 413
_REFUSALS = {
    401: "refuses the key (KS_EMBEDDER_KEY)",
    403: "refuses the key (KS_EMBEDDER_KEY)",
    404: "knows no such address or model (KS_EMBEDDER_URL, KS_EMBEDDER_MODEL)",
    _TOO_LARGE: "takes no text as long as ours",
}


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long an answer is waited for. All in seconds.

    Attributes:
        connect: for a connection.
        answer: for one try, to the last byte of the answer.
        tries: tries of a request, the first included.
        together: for a request with all its tries and the waits between them.
        rest: after a request that failed; till then the next ones fail at once.
    """

    connect: float
    answer: float
    tries: int
    together: float
    rest: float = 0.0


HURRIED = Patience(connect=1.0, answer=3.0, tries=2, together=3.5, rest=15.0)
"""A person waits: one of them finds out that the server hangs, not everybody."""
PATIENT = Patience(connect=5.0, answer=60.0, tries=5, together=180.0)
"""A job waits."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """Where the model is and how it wants to be asked.

    Attributes:
        url: base address, up to and with ``/v1``.
        model: its name there.
        key: sent as bearer; None sends none.
        query_prefix, passage_prefix: put before what is asked and what is found.
    """

    url: str
    model: str
    key: str | None = None
    query_prefix: str = ""
    passage_prefix: str = ""

    def identity(self, dimensions: int) -> str:
        """Name of the model as vectors are kept by; with other prefixes it is another model."""
        name = f"http:{self.model}@{dimensions}"
        prefixes = f"{self.query_prefix}\0{self.passage_prefix}"
        if prefixes == "\0":
            return name
        return f"{name}#{hashlib.sha256(prefixes.encode()).hexdigest()[:8]}"


class _TryAgain(Exception):
    """This try failed, another may not. `after`: seconds the server asks to wait, None if it does not."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class _TooLarge(Exception):
    """The server takes fewer texts at once."""


class HttpEmbedder:
    """An `Embedder`. What its model is called is known after the first answer, or `learn`.

    Args:
        server: whom to ask.
        patience: how long.
    """

    def __init__(self, server: Server, patience: Patience = PATIENT) -> None:
        self._server = server
        self._patience = patience
        self._dimensions: int | None = None
        self._resting = (0.0, "")
        self._client: httpx.AsyncClient | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def dimensions(self) -> int:
        """See `Embedder`. Raises EmbeddingUnavailable while the server has not answered once."""
        if self._dimensions is None:
            raise EmbeddingUnavailable("the embedding server has not answered yet")
        return self._dimensions

    @property
    def model(self) -> str:
        """See `Embedder`. Raises EmbeddingUnavailable while the server has not answered once."""
        return self._server.identity(self.dimensions)

    async def learn(self) -> None:
        """Ask once, if nothing was asked yet, so that `model` and `dimensions` are known.

        Raises:
            EmbeddingUnavailable: the server does not answer as it should.
        """
        if self._dimensions is None:
            await self.embed_queries(["東京"])

    def speaks(self, model: str) -> bool:
        """Whether vectors of this model come from here, as far as is known by now."""
        if self._dimensions is not None:
            return model == self.model
        name, _, rest = model.rpartition("@")
        dimensions = rest.partition("#")[0]
        return (
            bool(name)
            and dimensions.isdecimal()
            and model == self._server.identity(int(dimensions))
        )

    async def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return await self._embed(self._server.query_prefix, texts)

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        return await self._embed(self._server.passage_prefix, texts)

    async def close(self) -> None:
        """Close the connections; a later request opens others."""
        client, self._client = self._client, None
        if client is not None and self._loop is asyncio.get_running_loop():
            await client.aclose()

    async def _embed(self, prefix: str, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self._dimensions or 0), np.float32)
        parts = [
            part
            for batch in _batches([prefix + text for text in texts])
            for part in await self._embed_batch(batch)
        ]
        return np.concatenate(parts)

    async def _embed_batch(self, texts: Sequence[str]) -> list[Vectors]:
        try:
            return [self._checked(await self._ask_patiently(texts))]
        except _TooLarge:
            if len(texts) == 1:
                raise EmbeddingUnavailable(_refusal(_TOO_LARGE)) from None
            half = len(texts) // 2
            return await self._embed_batch(texts[:half]) + await self._embed_batch(texts[half:])

    def _checked(self, vectors: Vectors) -> Vectors:
        dimensions = vectors.shape[1]
        if self._dimensions is None:
            self._dimensions = dimensions
        if dimensions != self._dimensions:
            raise EmbeddingUnavailable(
                f"the embedding server answers {dimensions} numbers a text, no longer "
                f"{self._dimensions}: another model stands behind the name; restart to take it on"
            )
        return vectors

    async def _ask_patiently(self, texts: Sequence[str]) -> Vectors:
        until, reason = self._resting
        if clock.elapsed() < until:
            raise EmbeddingUnavailable(reason)
        end = clock.elapsed() + self._patience.together
        for tried in range(1, self._patience.tries + 1):
            left = end - clock.elapsed()
            try:
                async with asyncio.timeout(min(self._patience.answer, left)):
                    return await self._ask(texts)
            except TimeoutError:
                failure = _TryAgain("does not answer in time")
            except _TryAgain as error:
                failure = error
            wait = _wait_seconds(tried, failure.after)
            if tried == self._patience.tries or clock.elapsed() + wait >= end:
                break
            await clock.pause(wait)
        reason = f"the embedding server {failure}"
        self._resting = (clock.elapsed() + self._patience.rest, reason)
        raise EmbeddingUnavailable(reason)

    async def _ask(self, texts: Sequence[str]) -> Vectors:
        request = {"model": self._server.model, "input": list(texts), "encoding_format": "float"}
        try:
            async with self._connected().stream("POST", "embeddings", json=request) as answer:
                _refuse_failure(answer)
                body = await _read_bounded(answer)
        except httpx.TimeoutException as error:
            raise _TryAgain("does not answer in time") from error
        except httpx.ConnectError as error:
            raise _TryAgain("cannot be reached (KS_EMBEDDER_URL)") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _TryAgain("breaks off its answer") from error
        try:
            return read_answer(body, len(texts))
        except ValueError as error:
            raise EmbeddingUnavailable(f"the embedding server {error}") from error

    def _connected(self) -> httpx.AsyncClient:
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            # Connections belong to the loop they were opened in; tools run several in turn.
            headers = {"Accept-Encoding": "identity"}
            if self._server.key:
                headers["Authorization"] = f"Bearer {self._server.key}"
            seconds = httpx.Timeout(self._patience.answer, connect=self._patience.connect)
            self._client = httpx.AsyncClient(
                base_url=self._server.url.rstrip("/") + "/", headers=headers, timeout=seconds
            )
            self._loop = loop
        return self._client


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    characters = 0
    for text in texts:
        if batch and (len(batch) == BATCH_TEXTS or characters + len(text) > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(text)
        characters += len(text)
    yield batch


def _refuse_failure(answer: httpx.Response) -> None:
    status = answer.status_code
    if status == httpx.codes.OK:
        return
    if status == _TOO_LARGE:
        raise _TooLarge
    if status in (408, 425, 429) or status >= 500:
        raise _TryAgain(
            f"is overloaded or out of order (status {status})",
            retry_after(answer.headers),
        )
    raise EmbeddingUnavailable(_refusal(status))


def _refusal(status: int) -> str:
    return f"the embedding server {_REFUSALS.get(status, 'refuses the request')} (status {status})"


def _wait_seconds(tried: int, asked: float | None) -> float:
    """Growing waits with jitter, so that many who failed at once do not come back at once."""
    usual = FIRST_WAIT_SECONDS * 2.0 ** (tried - 1)
    jitter = random.uniform(0.5, 1.5)
    return usual * jitter if asked is None else asked + usual * (jitter - 0.5)


async def _read_bounded(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for part in answer.aiter_bytes():
        body += part
        if len(body) > LARGEST_ANSWER:
            raise EmbeddingUnavailable("the embedding server answers without end")
    return bytes(body)
