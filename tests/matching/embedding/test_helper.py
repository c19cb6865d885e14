"""The helper process: answers, dies, comes back, and is given up in time."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from matching.embedding import helper
from matching.embedding.helper import HelperEmbedder
from matching.embedding.port import EmbeddingUnavailable

TEXTS = ["介護職員の腰痛を減らしたい", "下水道管の漏れを早く見つけたい"]


@pytest.fixture
def embedder() -> Iterator[HelperEmbedder]:
    made = HelperEmbedder()
    yield made
    made.close()


async def test_vectors_have_unit_length_and_meaning(embedder):
    queries = await embedder.embed_queries(TEXTS)
    passages = await embedder.embed_passages(
        ["腰の動きを助ける背負い型のスーツ", "管の中を進むロボット"]
    )
    assert queries.shape == (2, embedder.dimensions)
    assert np.allclose(np.linalg.norm(queries, axis=1), 1, atol=1e-3)
    near = queries @ passages.T
    assert near[0, 0] > near[0, 1] and near[1, 1] > near[1, 0]


async def test_no_texts_are_no_vectors(embedder):
    assert (await embedder.embed_queries([])).shape == (0, embedder.dimensions)


async def test_a_helper_that_died_is_started_again(embedder):
    before = await embedder.embed_queries(TEXTS)
    first = embedder.process_id
    os.kill(first, signal.SIGKILL)
    after = await embedder.embed_queries(TEXTS)
    assert embedder.process_id != first
    assert np.array_equal(before, after)


async def test_requests_at_the_same_time_do_not_mix(embedder):
    alone = [await embedder.embed_queries([text]) for text in TEXTS]
    tasks = [asyncio.create_task(embedder.embed_queries([text])) for text in TEXTS * 3]
    together = [await task for task in tasks]
    assert all(np.array_equal(one, alone[at % 2]) for at, one in enumerate(together))


async def test_a_helper_that_ends_at_once_is_unavailable():
    made = HelperEmbedder([sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(EmbeddingUnavailable):
        await made.embed_queries(TEXTS)
    made.close()


async def test_a_helper_that_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr(helper, "START_SECONDS", 0.2)
    monkeypatch.setattr(helper, "SECONDS_A_TEXT", 0.1)
    made = HelperEmbedder([sys.executable, "-c", "import time; time.sleep(60)"])
    with pytest.raises(EmbeddingUnavailable, match="in time"):
        await made.embed_queries(TEXTS)
    assert made.process_id is None


async def test_a_program_that_is_not_there_is_unavailable():
    made = HelperEmbedder(["no-such-program-here"])
    with pytest.raises(EmbeddingUnavailable):
        await made.embed_queries(TEXTS)
