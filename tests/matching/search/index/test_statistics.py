"""Common words are counted by a job, rare ones when they are asked, and both say the same."""

import pytest

from foundation.database import fetch, fetch_value
from matching.search.engines.port import TypedWord
from matching.search.index import statistics, store
from matching.search.kinds import SOLUTION


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(statistics, "FROM_DOCUMENTS", 4)
    monkeypatch.setattr(statistics, "COMMON", 3)
    monkeypatch.setattr(statistics, "SHARE", 2)


async def _fill(memory, numbers):
    for number in numbers:
        memory.add(SOLUTION, f"橋梁{number}", "点検" if number % 2 else "塗装")
    await memory.index()


async def test_few_documents_have_no_statistics(memory):
    await _fill(memory, range(3))
    await statistics.refresh_changed()
    assert await fetch("SELECT * FROM word_frequency") == []


async def test_kept_and_counted_numbers_are_the_same(memory, small):
    await _fill(memory, range(7))
    words = ["橋梁", "点検", "塗装", "気球", "1"]
    counted = await store.frequencies(SOLUTION, words)
    await statistics.refresh_changed()
    kept = await fetch("SELECT word FROM word_frequency WHERE kind = 'solution'")
    assert {"橋梁", "点検", "塗装"} <= {row["word"] for row in kept}
    assert await store.frequencies(SOLUTION, words) == counted
    assert counted["橋梁"] == 7 and counted["塗装"] == 4 and "気球" not in counted


async def test_they_are_made_anew_when_enough_has_changed_and_not_before(memory, small):
    await _fill(memory, range(6))
    await statistics.refresh_changed()
    await _fill(memory, range(6, 8))
    await statistics.refresh_changed()
    assert (await store.frequencies(SOLUTION, ["橋梁"]))["橋梁"] == 6
    await _fill(memory, range(8, 12))
    await statistics.refresh_changed()
    assert (await store.frequencies(SOLUTION, ["橋梁"]))["橋梁"] == 12


async def test_they_go_when_the_documents_go(memory, small):
    await _fill(memory, range(6))
    await statistics.refresh_changed()
    memory.texts.clear()
    await memory.index()
    await statistics.refresh_changed()
    assert await fetch_value("SELECT count(*) FROM word_frequency") == 0
    assert await store.frequencies(SOLUTION, ["橋梁"]) == {}


async def test_shares_are_of_all_words_together(memory, small):
    await _fill(memory, range(8))
    assert await statistics.shares(_typed("橋梁")) == {}
    await statistics.refresh_changed()
    assert await statistics.shares(_typed("橋梁")) == {SOLUTION: pytest.approx(1.0)}
    assert await statistics.shares(_typed("橋梁", "点検")) == {SOLUTION: pytest.approx(0.5)}
    assert await statistics.shares(_typed("橋梁", "気球")) == {}


def _typed(*words: str) -> list[TypedWord]:
    return [TypedWord(word, frozenset({word, f"{word}別"})) for word in words]
