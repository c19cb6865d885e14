"""Real challenges and solutions with the model that is shipped: the chosen solution comes first."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from matching.embedding.helper import HelperEmbedder
from matching.embedding.selection import use_embedder
from matching.matcher.queries import match_text
from matching.matcher.scoring.bands import Band
from matching.search.kinds import SOLUTION
from search_index.evaluation import pairs as module
from search_index.evaluation.pairs import Pair, read_pairs
from tests.factories.index import Memory

PAIRS = read_pairs(Path(module.__file__).parent / "judged" / "pairs.json")[:12]


@pytest.fixture
def model(memory: Memory) -> Iterator[None]:
    helper = HelperEmbedder()
    use_embedder(helper)
    yield
    helper.close()


async def _load(memory: Memory) -> dict[UUID, Pair]:
    keys = {memory.add(SOLUTION, one.solution.title, one.solution.body): one for one in PAIRS}
    await memory.index()
    return keys


async def test_the_chosen_solution_comes_first(memory, model):
    keys = await _load(memory)
    first = {
        pair.challenge: (await match_text(pair.challenge, 1)).results[0] for pair in keys.values()
    }
    right = [keys[first[pair.challenge].solution.id] is pair for pair in keys.values()]
    assert sum(right) >= 11
    assert all(one.why.band is not Band.UNKNOWN for one in first.values())


async def test_the_example_of_the_command_line(memory, model):
    keys = await _load(memory)
    ranking = await match_text("介護職員の腰痛を減らしたい")
    best = ranking.results[0]
    assert keys[best.solution.id].solution.title == "マッスルスーツEvery"
    assert best.why.band in (Band.STRONG, Band.MEDIUM)
    assert "腰" in {form for met in best.why.met for form in met.forms}
