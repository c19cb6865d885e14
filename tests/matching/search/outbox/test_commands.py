"""Operators retry and drop what was refused."""

import pytest

from foundation.access.actor import ANONYMOUS, SYSTEM
from foundation.database import fetch
from foundation.errors import NotPermitted
from foundation.jobs import run_pending
from matching.search.outbox import leaving, length, push
from matching.search.outbox.commands import drop_failures, retry_failures
from matching.search.outbox.queries import failures
from tests.factories.audit import recent_events
from tests.matching.search.outbox.model import ModelEngine
from tests.matching.search.outbox.world import cut, indexed, queue, unindexed


async def test_retrying_sends_now_and_is_written_down(engine: ModelEngine) -> None:
    poison = await indexed()
    engine.poison = {poison}
    await queue(poison)
    await run_pending(delayed=True)
    engine.poison = set()
    assert await retry_failures(SYSTEM) == 1
    await run_pending()
    assert poison in engine.titles
    assert await failures() == []
    assert [event.action for event in await recent_events()] == ["search.retry"]


async def test_dropping_gives_up_one_and_keeps_the_other(engine: ModelEngine) -> None:
    one, other = await indexed(), await indexed()
    engine.poison = {one, other}
    await queue(one, other)
    await push.push()
    assert await drop_failures(SYSTEM, [one]) == 1
    assert [failure.key for failure in await failures()] == [other]
    assert await length() == 1
    assert await drop_failures(SYSTEM) == 1
    assert await length() == 0


async def test_a_deletion_that_was_refused_is_never_dropped(engine: ModelEngine) -> None:
    document = await indexed()
    await queue(document)
    await push.push()
    await unindexed(document)
    await queue(document)
    rows = await fetch("SELECT revision FROM search_outbox")
    await push.keep_failure(document, rows[0]["revision"], "internal", "disk", None)
    assert await drop_failures(SYSTEM) == 0
    assert await leaving() == (document,)
    (failure,) = await failures()
    assert failure.title is None and failure.hidden


async def test_what_is_kept_from_results_is_not_given_up(engine: ModelEngine) -> None:
    document = await indexed()
    engine.poison = {document}
    await cut(document)
    await push.push()
    (failure,) = await failures()
    assert failure.title is not None and failure.hidden
    assert await drop_failures(SYSTEM, [document]) == 0
    assert await leaving() == (document,)


async def test_others_may_not(engine: ModelEngine) -> None:
    with pytest.raises(NotPermitted):
        await retry_failures(ANONYMOUS)
    with pytest.raises(NotPermitted):
        await drop_failures(ANONYMOUS)
