"""What has no row to lock is held by name, in one way, until the transaction ends."""

import asyncio
import re
from pathlib import Path

import pytest

import foundation
from foundation.database import NoTransaction, fetch_value, hold, transaction

pytestmark = pytest.mark.usefixtures("db")
SOURCES = Path(foundation.__file__).parents[1]
_OWN_WAY = re.compile(r"advisory_xact_lock\s*\(\s*hashtext")


async def held(*what: str) -> int:
    """The number that PostgreSQL knows a lock by."""
    async with transaction():
        await hold(*what)
        return await fetch_value(
            "SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks "
            "WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )


async def test_the_same_is_held_by_one_and_waited_for():
    order: list[str] = []
    is_held = asyncio.Event()

    async def first() -> None:
        async with transaction():
            await hold("number", "1")
            is_held.set()
            await asyncio.sleep(0.2)
            order.append("first")

    async def second() -> None:
        await is_held.wait()
        async with transaction():
            await hold("number", "1")
            order.append("second")

    await asyncio.gather(second(), first())
    assert order == ["first", "second"]


async def test_another_word_or_another_cut_is_another_lock():
    keys = [("a",), ("b",), ("a", "b"), ("a b",), ("a", "b", "c"), ("a", "b c"), ("a", "")]
    assert len({await held(*key) for key in keys}) == len(keys)
    assert await held("a", "b") == await held("a", "b")


async def test_without_a_transaction_nothing_would_be_held():
    with pytest.raises(NoTransaction):
        await hold("number", "1")


def test_nobody_holds_names_in_a_way_of_their_own():
    own = [
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        if _OWN_WAY.search(path.read_text("utf-8"))
    ]
    assert own == ["foundation/database/queries.py"]
