"""The helper process: answers, dies, comes back, and is given up in time."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from matching.embedding import helper
from matching.embedding.helper import HelperEmbedder, HelperPool
from matching.embedding.port import EmbeddingUnavailable

TEXTS = ["介護職員の腰痛を減らしたい", "下水道管の漏れを早く見つけたい"]

SLOW = """
import json, sys, time
for line in sys.stdin:
    texts = json.loads(line)["texts"]
    time.sleep(0.2)
    with open(sys.argv[1], "a") as notes:
        notes.write("\\n".join(texts) + "\\n")
    size = 384 * 4 * len(texts)
    sys.stdout.buffer.write(size.to_bytes(4, "little") + bytes(size))
    sys.stdout.buffer.flush()
"""

ORPHAN = """
import asyncio, os, signal
from matching.embedding.helper import HelperEmbedder
embedder = HelperEmbedder()
asyncio.run(embedder.embed_queries(["text"]))
print(embedder.process_id, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


async def _until(holds: Callable[[], bool], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


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
    made = HelperEmbedder([sys.executable, "-c", "import time; time.sleep(600)"])
    with pytest.raises(EmbeddingUnavailable, match="in time"):
        await made.embed_queries(TEXTS)
    assert made.process_id is None


async def test_a_program_that_is_not_there_is_unavailable():
    made = HelperEmbedder(["no-such-program-here"])
    with pytest.raises(EmbeddingUnavailable):
        await made.embed_queries(TEXTS)


def _state(process: int) -> str | None:
    """Of a process, "Z" of a zombie; None where there is none."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return None
    return stat.rpartition(")")[2].split()[0]


async def test_a_helper_that_dies_idle_leaves_no_zombie(embedder):
    await embedder.embed_queries(TEXTS)
    dead = embedder.process_id
    os.kill(dead, signal.SIGKILL)
    await _until(lambda: _state(dead) is None)


async def test_nothing_remains_of_a_closed_helper(embedder):
    await embedder.embed_queries(TEXTS)
    gone = embedder.process_id
    embedder.close()
    assert embedder.process_id is None and _state(gone) is None


async def test_a_helper_is_closed_in_the_middle_of_its_work():
    made = HelperEmbedder([sys.executable, "-c", "import time; time.sleep(600)"])
    asked = asyncio.create_task(made.embed_queries(TEXTS))
    await _until(lambda: made.process_id is not None)
    await asyncio.to_thread(made.close)
    with pytest.raises(EmbeddingUnavailable):
        await asked
    assert made.process_id is None


async def test_who_gives_up_waiting_leaves_the_line(tmp_path):
    # Answers each text after a fifth of a second and notes it.
    notes = tmp_path / "notes"
    made = HelperEmbedder([sys.executable, "-c", SLOW, str(notes)])
    first = asyncio.create_task(made.embed_queries(["first"]))
    await _until(lambda: made.process_id is not None)
    waiting = [asyncio.create_task(made.embed_queries([f"waits {at}"])) for at in range(20)]
    await asyncio.sleep(0.05)
    for task in waiting:
        task.cancel()
    await first
    await made.embed_queries(["last"])
    made.close()
    assert notes.read_text().split("\n") == ["first", "last", ""]


async def test_those_who_wait_leave_the_shared_threads_alone():
    made = HelperEmbedder([sys.executable, "-c", "import time; time.sleep(600)"])
    waiting = [asyncio.create_task(made.embed_queries(TEXTS)) for _ in range(40)]
    await asyncio.sleep(0.1)
    async with asyncio.timeout(1):
        assert await asyncio.to_thread(lambda: 1) == 1
    for task in waiting:
        task.cancel()
    made.close()


async def test_a_helper_ends_with_its_parent():
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ORPHAN, stdout=subprocess.PIPE
    )
    told, _ = await parent.communicate()
    assert parent.returncode == -signal.SIGKILL
    await _until(lambda: _state(int(told)) is None)


async def test_helpers_of_a_pool_share_the_texts_and_keep_their_order(embedder):
    texts = [f"{text}{'。長い文' * (at % 5)}" for at, text in enumerate(TEXTS * 6)]
    pool = HelperPool(2)
    try:
        assert np.array_equal(
            await pool.embed_passages(texts), await embedder.embed_passages(texts)
        )
        assert len(pool.process_ids) == 2
        assert (await pool.embed_queries([])).shape == (0, pool.dimensions)
        niceness = {os.getpriority(os.PRIO_PROCESS, one) for one in pool.process_ids}
        assert niceness == {os.getpriority(os.PRIO_PROCESS, 0) + helper.BACKGROUND_NICENESS}
        os.kill(pool.process_ids[0], signal.SIGKILL)
        assert (await pool.embed_queries(texts)).shape == (12, pool.dimensions)
    finally:
        pool.close()
    assert pool.process_ids == []


async def test_a_pool_whose_helpers_fail_is_unavailable():
    pool = HelperPool(2, [sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(EmbeddingUnavailable, match="ends as soon as asked"):
        await pool.embed_queries(TEXTS * 6)
    pool.close()


async def test_an_answer_of_another_size_is_refused():
    answer = "import sys; input(); sys.stdout.buffer.write(b'\\x08\\0\\0\\0' + b'\\0' * 8); input()"
    made = HelperEmbedder([sys.executable, "-c", answer])
    with pytest.raises(EmbeddingUnavailable, match="another size"):
        await made.embed_queries(TEXTS)
    assert made.process_id is None
