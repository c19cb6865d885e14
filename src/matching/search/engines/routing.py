"""Two engines as one: the faster one while it can be relied on, PostgreSQL whenever it cannot.

A read has a budget for the first engine; what is not answered by then, or refused, goes to
PostgreSQL, so that nobody waits two seconds. After a few failures nobody waits for it at all
(`breaker`), until a look in the background finds it well: reachable, built, with our settings.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TypeVar

import structlog

from matching.search.engines.breaker import Breaker
from matching.search.engines.port import (
    CandidateQuery,
    Candidates,
    EngineDocument,
    EngineRefused,
    EngineUnavailable,
    Filter,
    Fitness,
    Found,
    Health,
    Hit,
    SearchEngine,
    Stats,
    TypedQuery,
)
from matching.search.keys import Key

# After a look that went badly though calls are still made.
SECOND_LOOK_SECONDS = 0.5

Answer = TypeVar("Answer")
Leaving = Callable[[], Awaitable[tuple[Key, ...]]]

_log = structlog.get_logger("search")


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long the first engine is waited for, in seconds.

    Attributes:
        read: for one read with everything that belongs to it.
        look: for a look at its health.
        between: between looks while all is well.
    """

    read: float = 1.2
    look: float = 1.0
    between: float = 30.0


@dataclass(frozen=True, slots=True)
class EngineState:
    """Which engine answers now.

    Attributes:
        name: "postgresql" or "meilisearch".
        degraded: it stands in for another.
        reason: why, in one word: `away`, `slow`, `not_built`, `other_settings`; else "".
    """

    name: str
    degraded: bool = False
    reason: str = ""


class RoutedEngine:
    """A `SearchEngine` that reads from the first engine and falls back to the second.

    Writes go to the first alone: PostgreSQL's own index is written in the transaction of the change.

    Args:
        primary: asked while it can be relied on.
        fallback: asked otherwise.
        leaving: documents that must not be found any more and may still be in `primary`.
        breaker: decides when to leave `primary` alone; None makes one.
        patience: how long to wait for `primary`.
    """

    def __init__(
        self,
        primary: SearchEngine,
        fallback: SearchEngine,
        leaving: Leaving,
        *,
        breaker: Breaker | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._primary = primary
        self._fallback = fallback
        self._leaving = leaving
        self._breaker = breaker or Breaker(time.monotonic)
        self._patience = patience or Patience()
        self._reason = ""
        self._watcher: asyncio.Task[None] | None = None
        # Whether a look has ever ended, and the wish for one before its time.
        self._looked = asyncio.Event()
        self._wanted = asyncio.Event()

    @property
    def name(self) -> str:
        """Of the engine that answers now."""
        return self.state().name

    def state(self) -> EngineState:
        """Which engine answers now, and why."""
        if self._breaker.closed:
            return EngineState(self._primary.name)
        return EngineState(self._fallback.name, degraded=True, reason=self._reason)

    async def candidates(self, query: CandidateQuery) -> Candidates:
        """See `SearchEngine`."""
        return await self._read(
            lambda gone: self._primary.candidates(
                replace(query, filter=query.filter.leaving_out(gone))
            ),
            lambda: self._fallback.candidates(query),
        )

    async def search(self, query: TypedQuery) -> Found:
        """See `SearchEngine`."""
        return await self._read(
            lambda gone: self._primary.search(
                replace(query, filter=query.filter.leaving_out(gone))
            ),
            lambda: self._fallback.search(query),
        )

    async def similar(self, key: Key, filter: Filter, limit: int) -> tuple[Hit, ...]:
        """See `SearchEngine`."""
        return await self._read(
            lambda gone: self._primary.similar(key, filter.leaving_out(gone), limit),
            lambda: self._fallback.similar(key, filter, limit),
        )

    async def stats(self) -> Stats:
        """Of the engine that answers now."""
        return await self._read(lambda _gone: self._primary.stats(), self._fallback.stats)

    async def health(self) -> Health:
        """Of the first engine: the second is the database, without which nothing works."""
        return await self._primary.health()

    async def apply_settings(self) -> None:
        """See `SearchEngine`; of the first engine."""
        await self._primary.apply_settings()

    async def upsert(self, documents: Sequence[EngineDocument]) -> None:
        """See `SearchEngine`; into the first engine."""
        await self._primary.upsert(documents)

    async def delete(self, keys: Collection[Key]) -> None:
        """See `SearchEngine`; from the first engine."""
        await self._primary.delete(keys)

    def start(self) -> None:
        """Begin to look after the first engine; the first read does so too."""
        loop = asyncio.get_running_loop()
        watcher = self._watcher
        if watcher is None or watcher.done() or watcher.get_loop() is not loop:
            # Tasks and events belong to the loop they were made in; tools run several in turn.
            self._looked, self._wanted = asyncio.Event(), asyncio.Event()
            self._watcher = loop.create_task(self._watch(self._wanted))

    async def close(self) -> None:
        """Stop looking after it."""
        watcher, self._watcher = self._watcher, None
        if watcher is not None and watcher.get_loop() is asyncio.get_running_loop():
            watcher.cancel()
            with suppress(asyncio.CancelledError):
                await watcher

    async def _read(
        self,
        from_primary: Callable[[tuple[Key, ...]], Awaitable[Answer]],
        from_fallback: Callable[[], Awaitable[Answer]],
    ) -> Answer:
        self.start()
        if self._breaker.closed:
            deadline = asyncio.get_running_loop().time() + self._patience.read
            gone = await self._leaving()
            try:
                async with asyncio.timeout_at(deadline):
                    # Before the first look nobody knows whether its settings are ours.
                    await self._looked.wait()
                    if self._breaker.closed:
                        answer = await from_primary(gone)
                        self._breaker.call_succeeded()
                        return answer
            except TimeoutError:
                self._failed("slow")
            except EngineUnavailable as error:
                self._failed("away", error)
            except EngineRefused as error:
                # One odd request must not cost everybody the engine; a look tells what is wrong.
                _log.error("engine_refused", engine=self._primary.name, error=str(error))
                self._wanted.set()
        return await from_fallback()

    def _failed(self, reason: str, error: EngineUnavailable | None = None) -> None:
        was_closed = self._breaker.closed
        if error is None:
            # A page may ask twice; it must not wait twice.
            self._breaker.open()
        elif error.retry_after is not None:
            self._breaker.open(error.retry_after)
        else:
            self._breaker.call_failed()
        if was_closed and not self._breaker.closed:
            self._left(reason, str(error or ""))

    def _left(self, reason: str, detail: str) -> None:
        self._reason = reason
        self._wanted.set()
        _log.warning("engine_left", engine=self._primary.name, reason=reason, detail=detail)

    async def _watch(self, wanted: asyncio.Event) -> None:
        while True:
            well = False
            try:
                well = await self._look()
            except Exception as error:
                # Whatever it was, the next look may go better; without a watcher none would come.
                _log.error("look_failed", engine=self._primary.name, error=repr(error))
                self._breaker.look_failed()
            self._looked.set()
            if not self._breaker.closed:
                wait = self._breaker.seconds_to_look + 0.01
            else:
                wait = self._patience.between if well else SECOND_LOOK_SECONDS
            wanted.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await wanted.wait()

    async def _look(self) -> bool:
        """Look how the first engine is; whether it is well."""
        was_closed = self._breaker.closed
        if not was_closed and not self._breaker.begin_look():
            return False
        health = await self._health()
        if health.fitness is Fitness.READY:
            if not was_closed:
                self._breaker.look_succeeded()
                _log.info("engine_back", engine=self._primary.name)
            return True
        if was_closed:
            if health.fitness is Fitness.AWAY and self._looked.is_set():
                # It may only have been busy; calls and a second look tell.
                self._breaker.call_failed()
            else:
                self._breaker.open()
            if not self._breaker.closed:
                self._left(health.fitness.value, health.detail)
        else:
            self._reason = health.fitness.value
            self._breaker.look_failed()
        return False

    async def _health(self) -> Health:
        try:
            async with asyncio.timeout(self._patience.look):
                return await self._primary.health()
        except TimeoutError:
            return Health(Fitness.AWAY, "does not answer in time")
        except (EngineUnavailable, EngineRefused) as error:
            return Health(Fitness.AWAY, str(error))
