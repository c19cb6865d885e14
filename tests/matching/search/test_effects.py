"""What is no longer public cannot be found once its transaction is committed, whatever jobs do."""

import asyncio

import pytest

from foundation.database import execute, fetch_value, transaction
from foundation.jobs.pending import run_pending
from matching.search import effects
from matching.search.effects import document_changed, documents_changed
from matching.search.engines.port import TypedQuery, TypedWord
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.index import indexing, rows
from matching.search.index.indexing import index_documents
from matching.search.kinds import SOLUTION
from matching.search.providers import DocumentText, provider_of

_OTHER_WORDS = "UPDATE search_document SET text_hash = 'other', tokens = 'x', title_tokens = 'x'"
SUIT = ("マッスルスーツ", "空気圧の人工筋肉で腰の動きを助ける背負い型の機器。")


async def found(word: str = "腰"):
    query = TypedQuery(words=(TypedWord(word, frozenset({word})),))
    return [hit.id for hit in (await PostgresEngine().search(query)).hits]


@pytest.fixture
async def key(memory):
    made = memory.add(SOLUTION, *SUIT)
    await memory.index()
    assert await found() == [made]
    return made


async def test_a_change_locks_its_documents_and_reads_their_texts_once(memory, key, monkeypatch):
    other = memory.add(SOLUTION, *SUIT)
    read, asked = [], []
    provider = provider_of(SOLUTION)
    text_of = provider.text_of

    async def counted(ids):
        read.append(set(ids))
        return await text_of(ids)

    async def counted_lock(kind, ids):
        asked.append(set(ids))
        await rows.lock(kind, ids)

    monkeypatch.setattr(provider, "text_of", counted)
    for module in (effects, indexing):
        monkeypatch.setattr(module, "lock", counted_lock)
    async with transaction():
        await documents_changed(SOLUTION, [key, other])
    assert read == asked == [{key, other}]


@pytest.mark.parametrize("how", ["withdrawn", "gone"])
async def test_it_leaves_with_the_transaction_before_any_job(memory, key, how):
    async with transaction():
        if how == "gone":
            del memory.texts[key]
        else:
            memory.texts[key] = DocumentText(*SUIT, published=False)
        await document_changed(SOLUTION, key)
    assert await found() == []
    assert await fetch_value("SELECT count(*) FROM document_vector") == 0


async def test_a_part_leaves_with_the_transaction_before_any_job(memory, key):
    memory.texts[key] = DocumentText(
        SUIT[0], "空気圧の人工筋肉で動く背負い型の機器。", published=True
    )
    async with transaction():
        await document_changed(SOLUTION, key)
    assert await found() == [] and await found("空気圧") == [key]
    assert "腰" not in await fetch_value("SELECT body FROM search_document")


async def test_a_first_indexing_that_read_the_part_before_does_not_leave_it_there(
    memory, monkeypatch
):
    read, go_on = asyncio.Event(), asyncio.Event()
    write = indexing.write_documents

    async def slow(documents, words, *, anew=False):
        monkeypatch.setattr(indexing, "write_documents", write)
        read.set()
        await go_on.wait()
        return await write(documents, words, anew=anew)

    async def hide():
        async with transaction():
            memory.texts[key] = DocumentText(SUIT[0], "背負い型の機器。", published=True)
            await document_changed(SOLUTION, key)

    key = memory.add(SOLUTION, *SUIT)
    monkeypatch.setattr(indexing, "write_documents", slow)
    job = asyncio.create_task(index_documents(SOLUTION, [key]))
    await read.wait()
    hiding = asyncio.create_task(hide())
    done, _ = await asyncio.wait([hiding], timeout=0.2)
    assert not done, "it waits for the job, which writes what it has read"
    go_on.set()
    await asyncio.gather(job, hiding)
    assert await found() == [] and await found("機器") == [key]


async def test_it_stays_when_the_transaction_fails(memory, key):
    text = memory.texts.pop(key)
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await document_changed(SOLUTION, key)
            raise ZeroDivisionError
    memory.texts[key] = text
    assert await found() == [key]


async def test_a_job_that_read_it_before_does_not_bring_it_back(memory, key, monkeypatch):
    read, go_on = asyncio.Event(), asyncio.Event()
    cut = indexing._cut_anew

    async def slow(texts):
        words = await cut(texts)
        monkeypatch.setattr(indexing, "_cut_anew", cut)
        read.set()
        await go_on.wait()
        return words

    monkeypatch.setattr(indexing, "_cut_anew", slow)
    memory.texts[key] = DocumentText(SUIT[0], f"{SUIT[1]}別の版。", published=True)
    job = asyncio.create_task(index_documents(SOLUTION, [key]))
    await read.wait()
    async with transaction():
        del memory.texts[key]
        await document_changed(SOLUTION, key)
    go_on.set()
    await job
    assert await found() == []


async def test_a_text_that_changed_while_it_was_cut_is_indexed_as_it_is_now(
    memory, key, monkeypatch
):
    cut = indexing._cut_anew

    async def overtaken(texts):
        words = await cut(texts)
        memory.texts[key] = DocumentText("下水の調査", "管の中を見る。", published=True)
        return words

    monkeypatch.setattr(indexing, "_cut_anew", overtaken)
    await index_documents(SOLUTION, [key])
    assert await found("下水") == [key] and await found() == []


@pytest.mark.parametrize("between", ["DELETE FROM search_document", _OTHER_WORDS])
async def test_words_that_the_index_has_lost_since_the_first_look_are_cut_again(
    memory, key, monkeypatch, between
):
    cut = indexing._cut_anew

    async def overtaken(texts):
        words = await cut(texts)
        monkeypatch.setattr(indexing, "_cut_anew", cut)
        await execute(between)
        return words

    monkeypatch.setattr(indexing, "_cut_anew", overtaken)
    await index_documents(SOLUTION, [key])
    assert await found() == [key]


async def test_two_writers_of_the_same_documents_take_turns(memory, key):
    others = [memory.add(SOLUTION, f"橋梁{number}", "腰") for number in range(5)]
    keys = [key, *others]
    await asyncio.gather(
        *(index_documents(SOLUTION, keys[::order], anew=True) for order in (1, -1, 1, -1))
    )
    assert set(await found()) == set(keys)


async def test_a_published_document_is_queued_and_comes_back(memory, key):
    memory.texts[key] = DocumentText(*SUIT, published=False)
    await memory.index(key)
    memory.texts[key] = DocumentText(*SUIT, published=True)
    async with transaction():
        await document_changed(SOLUTION, key)
    assert await found() == []
    await run_pending()
    assert await found() == [key]


async def test_documents_that_change_together_take_their_locks_at_once(memory, key, monkeypatch):
    others = [memory.add(SOLUTION, f"橋梁{number}", "腰") for number in range(3)]
    await memory.index()
    locked = []

    async def noted(kind, ids):
        locked.append((kind, set(ids)))
        await rows.lock(kind, ids)

    monkeypatch.setattr("matching.search.effects.lock", noted)
    for gone in (key, *others[:2]):
        del memory.texts[gone]
    async with transaction():
        await documents_changed(SOLUTION, [key, *others])
    assert locked == [(SOLUTION, {key, *others})]
    assert await found() == others[2:]
