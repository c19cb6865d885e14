"""What a change leaves in the outbox, and what the outbox tells."""

import asyncio

import pytest

from foundation import settings as settings_module
from foundation.database import NoTransaction, execute, fetch, fetch_one, transaction
from foundation.settings import Settings
from matching.search.keys import Key
from matching.search.outbox import changed, lag, leaving, length
from matching.search.outbox.effects import PUSH_KEY
from tests.matching.search.outbox.world import indexed, new_key, queue

pytestmark = pytest.mark.usefixtures("with_meilisearch")


async def jobs() -> list[dict[str, object]]:
    return await fetch(
        "SELECT scheduled_at - now() AS wait FROM procrastinate_jobs "
        "WHERE queueing_lock = $1 AND status = 'todo'",
        PUSH_KEY,
    )


async def test_a_change_needs_a_transaction() -> None:
    with pytest.raises(NoTransaction):
        await changed([new_key()])


async def test_nothing_is_queued_without_meilisearch(settings: Settings) -> None:
    settings_module.use(settings)
    await queue(new_key())
    assert await length() == 0
    assert await jobs() == []


async def test_a_change_waits_once_with_a_new_revision_and_its_first_time() -> None:
    document = await indexed()
    await queue(document)
    await execute("UPDATE search_outbox SET queued_at = queued_at - interval '1 minute'")
    before = await fetch_one("SELECT * FROM search_outbox")
    await queue(document)
    after = await fetch_one("SELECT * FROM search_outbox")
    assert before is not None and after is not None
    assert after["revision"] > before["revision"]
    assert after["queued_at"] == before["queued_at"]
    assert await length() == 1
    assert 60 <= await lag() < 70
    assert len(await jobs()) == 1


async def test_a_change_of_what_was_pushed_counts_from_now() -> None:
    document = await indexed()
    await queue(document)
    await execute(
        "UPDATE search_outbox SET pushed = revision, queued_at = queued_at - interval '1 hour'"
    )
    assert (await length(), await lag()) == (0, 0.0)
    await queue(document)
    assert await length() == 1
    assert await lag() < 10


async def test_a_change_rolled_back_leaves_nothing() -> None:
    with pytest.raises(RuntimeError, match="undone"):
        async with transaction():
            await changed([new_key()])
            raise RuntimeError("undone")
    assert await length() == 0
    assert await jobs() == []


async def test_documents_gone_from_the_index_are_leaving_until_pushed() -> None:
    there, gone = await indexed(), new_key()
    await queue(there, gone)
    assert await leaving() == (gone,)
    await execute("UPDATE search_outbox SET pushed = revision")
    assert await leaving() == ()
    await queue(gone)
    assert await leaving() == (gone,)


async def test_what_came_back_is_leaving_until_meilisearch_has_what_it_is_now() -> None:
    document = new_key()
    await queue(document)
    await indexed(document)
    await queue(document)
    assert await leaving() == (document,)
    await execute("UPDATE search_outbox SET pushed = revision")
    await queue(document)
    assert await leaving() == ()


async def test_documents_that_lost_something_are_leaving_until_pushed() -> None:
    fuller, poorer = await indexed(), await indexed()
    async with transaction():
        await changed([fuller, poorer], lost=[poorer])
    assert await leaving() == (poorer,)
    await queue(poorer)
    assert await leaving() == (poorer,)
    await execute("UPDATE search_outbox SET pushed = revision")
    assert await leaving() == ()


async def test_changes_join_one_job_that_is_due_at_once() -> None:
    for _ in range(3):
        await queue(await indexed())
    assert await jobs() == [{"wait": None}]


async def test_two_open_transactions_do_not_wait_for_one_another() -> None:
    one, other = await indexed(), await indexed()
    written = asyncio.Event()
    committed: list[Key] = []

    async def command(document: Key, until: asyncio.Event) -> None:
        async with transaction():
            await changed([document])
            written.set()
            await until.wait()
        committed.append(document)

    end, at_once = asyncio.Event(), asyncio.Event()
    at_once.set()
    first = asyncio.create_task(command(one, end))
    await written.wait()
    async with asyncio.timeout(5):
        await asyncio.create_task(command(other, at_once))
    assert committed == [other]
    end.set()
    await first
    assert len(await fetch("SELECT 1 FROM procrastinate_jobs WHERE status = 'todo'")) == 2
    assert await length() == 2


async def test_an_empty_change_is_none() -> None:
    await queue()
    assert await jobs() == []
