"""Documents in both indexes, and what goes on while one of them is built."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from foundation.database import fetch, transaction
from matching.search.engines.port import EngineDocument
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.keys import Key
from matching.search.outbox import changed
from search_index.build import server as remote
from tests.factories.index import WordEmbedder
from tests.factories.meilisearch import FakeMeilisearch

PREFIX = "t_"
IN_USE, SHADOW = f"{PREFIX}documents", f"{PREFIX}documents-shadow"
Hook = Callable[[int, str], Awaitable[None]]


class Death(BaseException):
    """The process ends here."""


def document(key: UUID, title: str = "東京の会議を短くする") -> EngineDocument:
    vector = np.zeros((1, 384), dtype=np.float32)
    vector[0, key.int % 384] = 1.0
    return EngineDocument(
        id=key,
        kind="solution",
        title=title,
        words=frozenset({"東京", "会議", "短い"}),
        title_words=frozenset({"東京", "会議"}),
        sorted_on=date(2026, 11, 24),
        vectors=vector,
        model=WordEmbedder.model,
    )


async def written(*documents: EngineDocument) -> None:
    """Documents in PostgreSQL, and in the outbox."""
    await PostgresEngine().upsert(list(documents))
    async with transaction():
        await changed([one.key for one in documents])


async def withdrawn(key: UUID) -> None:
    gone = Key("solution", key)
    await PostgresEngine().delete([gone])
    async with transaction():
        await changed([gone])


def held(server: FakeMeilisearch, index: str = IN_USE) -> dict[str, str]:
    """Titles in the server's index."""
    return {key: found["title"] for key, found in server.state.indexes[index].documents.items()}


async def by_right() -> dict[str, str]:
    """Titles in PostgreSQL's."""
    rows = await fetch("SELECT kind, id, title FROM search_document")
    return {Key(row["kind"], row["id"]).word: row["title"] for row in rows}


def silent(_step: str, _done: int, _total: int) -> None:
    """Progress nobody watches."""


def hooked(monkeypatch: pytest.MonkeyPatch, hook: Hook) -> list[int]:
    """Call the hook before and after each request of the rebuild; returns their count, live."""
    count = [0]
    call = remote.Server._call

    async def wrapped(self: remote.Server, *arguments: Any) -> Any:
        number = count[0]
        count[0] += 1
        await hook(number, "before")
        try:
            return await call(self, *arguments)
        finally:
            await hook(number, "after")

    monkeypatch.setattr(remote.Server, "_call", wrapped)
    return count
