"""Embedding with the model in the package: how many texts a second, and how long a person waits.

    python -m benchmarks embedding

Texts are cut from the bundled background challenges, each another. A person's question has a helper
process of its own; it is measured alone and while the helpers of jobs embed as fast as they can.
"""

import asyncio
import os
import time
from collections.abc import Sequence
from itertools import cycle, islice
from statistics import median, quantiles

from matching.embedding.helper import HelperEmbedder, HelperPool
from search_index.definitions import background_challenges

LENGTHS = (60, 250, 480)
HELPERS = (1, 2)
TEXTS = 24
QUESTIONS = 20
# A line as people type it, and a whole challenge.
QUESTION_LENGTHS = (30, 480)


def main() -> None:
    """Measure and print."""
    asyncio.run(_run())


async def _run() -> None:
    print(f"{os.cpu_count()} cores")
    for size in HELPERS:
        await _throughput(size)
    await _questions("alone", None)
    pool = HelperPool(max(HELPERS))
    try:
        await _questions(f"while {max(HELPERS)} helpers of a job work", pool)
    finally:
        pool.close()


async def _throughput(size: int) -> None:
    pool = HelperPool(size)
    try:
        await pool.embed_passages(_texts(10, size * 8))
        for length in LENGTHS:
            texts = _texts(length, TEXTS)
            begun = time.perf_counter()
            await pool.embed_passages(texts)
            rate = TEXTS / (time.perf_counter() - begun)
            print(f"{size} helper(s), {length} characters: {rate:.1f} texts a second")
    finally:
        pool.close()


async def _questions(when: str, pool: HelperPool | None) -> None:
    helper = HelperEmbedder()
    work = None if pool is None else asyncio.create_task(_without_end(pool))
    try:
        begun = time.perf_counter()
        await helper.embed_queries(["水位"])
        print(f"first question {when}, its helper started: {_ms(begun):.0f} ms")
        for length in QUESTION_LENGTHS:
            taken = []
            for text in _texts(length, QUESTIONS, first=1_000):
                begun = time.perf_counter()
                await helper.embed_queries([text])
                taken.append(_ms(begun))
            p95 = quantiles(taken, n=20)[-1]
            print(
                f"a question of {length} characters {when}: p50 {median(taken):.0f} ms, p95 {p95:.0f} ms"
            )
    finally:
        if work is not None:
            work.cancel()
            await asyncio.wait([work])
        helper.close()


async def _without_end(pool: HelperPool) -> None:
    for at in cycle(range(50)):
        await pool.embed_passages(_texts(250, 16, first=at * 4_000))


def _texts(length: int, count: int, first: int = 0) -> Sequence[str]:
    """So many different texts of a length, from one place of the bundled ones on."""
    whole = cycle("".join(background_challenges()))
    start = islice(whole, first, None)
    return ["".join(islice(start, length)) for _ in range(count)]


def _ms(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
