"""What works in threads sees its caller's language, keeps its turn, and turns a flood away."""

import asyncio
import threading
import time

from foundation.errors import TooMany
from foundation.i18n import language, using_language
from foundation.threads import Threads


async def test_work_is_done_elsewhere_in_the_language_of_the_caller():
    threads = Threads("test")
    with using_language("en"):
        assert await threads.run(lambda: (language(), threading.current_thread().name)) == (
            "en",
            "test_0",
        )


async def test_no_more_work_at_a_time_than_there_are_threads():
    threads, at_work, most = Threads("test", workers=2), 0, 0

    def work() -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        time.sleep(0.02)
        at_work -= 1

    await asyncio.gather(*(threads.run(work) for _ in range(6)))
    assert most == 2


async def test_a_flood_is_turned_away_and_forgotten():
    threads = Threads("test", workers=1, queue=3)
    answers = await asyncio.gather(
        *(threads.run(time.sleep, 0.02) for _ in range(5)), return_exceptions=True
    )
    assert [type(answer) for answer in answers].count(TooMany) == 2
    assert await threads.run(lambda: "again") == "again"
