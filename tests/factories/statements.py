"""What the database is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg
import pytest


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements sent to the database in the block."""
    asked: list[str] = []
    plain = asyncpg.Connection._execute

    async def counting(self: asyncpg.Connection, query: str, *args: Any, **options: Any) -> Any:
        asked.append(query)
        return await plain(self, query, *args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(asyncpg.Connection, "_execute", counting)
        yield asked
