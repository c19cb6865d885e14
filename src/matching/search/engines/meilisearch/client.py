"""Requests to a Meilisearch server: pooled, bounded in time and size, repeated only where harmless."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
import msgspec

from foundation import clock
from foundation.retry_after import retry_after
from matching.search.engines.meilisearch.errors import failure
from matching.search.engines.port import EngineUnavailable

Answer = TypeVar("Answer")

CONNECT_SECONDS = 1.0
FIRST_WAIT_SECONDS = 0.05
LARGEST_ANSWER = 32 * 1024 * 1024
_CONNECTIONS = httpx.Limits(max_connections=64, max_keepalive_connections=16, keepalive_expiry=30.0)
_REPEATED_STATUS = frozenset({502, 503})


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long a request may take, in seconds.

    Attributes:
        tries: the first one included; more than one only where repeating is harmless.
        together: for all tries and the waits between them.
    """

    tries: int
    together: float


READ = Patience(tries=3, together=1.5)
"""A person waits: searches, health."""
WRITE = Patience(tries=4, together=60.0)
"""A job waits. Documents are put and deleted by id, so that a second time changes nothing."""
ONCE = Patience(tries=1, together=30.0)
"""What must not happen twice without anybody knowing: indexes made, settings changed."""


class _Broken(Exception):
    """The connection failed or broke off before an answer."""


class Client:
    """A Meilisearch server.

    Args:
        url: its base address.
        key: sent as bearer.
    """

    def __init__(self, url: str, key: str) -> None:
        self._url = url.rstrip("/") + "/"
        # Compressed answers of more than 1 KB come 43 ms later: chunks held back by delayed ACK.
        self._headers = {"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"}
        self._http: httpx.AsyncClient | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def ask(
        self,
        method: str,
        path: str,
        answer: type[Answer],
        body: Any = None,
        *,
        params: Mapping[str, str | int] | None = None,
        patience: Patience = READ,
    ) -> Answer:
        """One request.

        Args:
            method, path: as the reference of the REST interface has them, path without a leading slash.
            answer: shape of the answer; one of another shape is none.
            body: sent as JSON; None sends none.
            params: of the query.
            patience: how long and how often.

        Raises:
            EngineUnavailable: no answer in time, or not one of Meilisearch.
            EngineRefused: Meilisearch refuses the request.
        """
        content = None if body is None else msgspec.json.encode(body)
        return await self.send(method, path, answer, content, params=params, patience=patience)

    async def send(
        self,
        method: str,
        path: str,
        answer: type[Answer],
        content: bytes | None,
        *,
        params: Mapping[str, str | int] | None = None,
        patience: Patience = READ,
    ) -> Answer:
        """As `ask`, with a body of JSON that is written already."""
        request = self._connected().build_request(
            method,
            path,
            content=content,
            params=params,
            headers={"Content-Type": "application/json"} if content is not None else None,
        )
        try:
            async with asyncio.timeout(patience.together):
                body = await self._persistently(request, patience)
        except TimeoutError:
            raise EngineUnavailable("Meilisearch does not answer in time") from None
        try:
            return msgspec.json.decode(body, type=answer)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise EngineUnavailable(
                "what Meilisearch answers is no answer of Meilisearch"
            ) from None

    async def close(self) -> None:
        """Close the connections; a later request opens others."""
        http, self._http = self._http, None
        if http is not None and self._loop is asyncio.get_running_loop():
            await http.aclose()

    async def _persistently(self, request: httpx.Request, patience: Patience) -> bytes:
        end = clock.elapsed() + patience.together
        tried = 0
        while True:
            tried += 1
            asked: float | None = None
            try:
                status, body, asked = await self._once(request)
            except _Broken as broken:
                error: Exception = EngineUnavailable(f"Meilisearch cannot be reached: {broken}")
            else:
                if 200 <= status < 300:
                    return body
                error = failure(status, body, asked)
                if status not in _REPEATED_STATUS:
                    raise error
            wait = _wait_seconds(tried, asked)
            if tried >= patience.tries or clock.elapsed() + wait >= end:
                raise error
            await clock.pause(wait)

    async def _once(self, request: httpx.Request) -> tuple[int, bytes, float | None]:
        try:
            answer = await self._connected().send(request, stream=True)
            try:
                body = bytearray()
                async for part in answer.aiter_bytes():
                    body += part
                    if len(body) > LARGEST_ANSWER:
                        raise EngineUnavailable("Meilisearch answers without end")
            finally:
                await answer.aclose()
        except httpx.PoolTimeout as error:
            raise EngineUnavailable("too many requests to Meilisearch are under way") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Broken(type(error).__name__) from error
        return (
            answer.status_code,
            bytes(body),
            retry_after(answer.headers),
        )

    def _connected(self) -> httpx.AsyncClient:
        loop = asyncio.get_running_loop()
        if self._http is None or self._loop is not loop:
            # Connections belong to the loop they were opened in; tools run several in turn.
            self._http = httpx.AsyncClient(
                base_url=self._url,
                headers=self._headers,
                # The time of the whole request is bounded by `Patience`.
                timeout=httpx.Timeout(WRITE.together, connect=CONNECT_SECONDS, pool=1.0),
                limits=_CONNECTIONS,
            )
            self._loop = loop
        return self._http


def _wait_seconds(tried: int, asked: float | None) -> float:
    """Growing waits with jitter, so that many who failed at once do not come back at once."""
    usual = FIRST_WAIT_SECONDS * 2.0 ** (tried - 1) * random.uniform(0.5, 1.5)
    return usual if asked is None else asked + usual
