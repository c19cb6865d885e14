"""The PostgreSQL index is made equal to the truth, from any state, and can be interrupted."""

import pytest

from foundation.database import execute, fetch, fetch_value
from foundation.jobs.pending import run_pending
from matching.search.engines.port import Filter, Fitness
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.index import indexing, rebuild, store, vectors
from matching.search.keys import Key
from matching.search.kinds import CHALLENGE, SOLUTION
from matching.search.providers import DocumentText
from matching.text.tokens import word_set

TEXTS = [(f"橋梁の点検{number}", f"ドローンで橋を見る第{number}の方法。") for number in range(7)]


def silent(step: str, done: int, total: int) -> None:
    pass


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(rebuild, "BATCH", 3)


@pytest.fixture
async def filled(memory, few):
    for title, body in TEXTS:
        memory.add(SOLUTION, title, body)
    memory.add(CHALLENGE, "橋を見たい", "点検に手が足りない。")
    await memory.index()
    return memory


async def everything():
    return await fetch(
        "SELECT d.id, d.kind, d.title, d.tokens::text, d.facets, d.vector_keys, d.text_hash, "
        "(SELECT count(*) FROM document_vector v WHERE v.document = d.id) AS vectors "
        "FROM search_document d ORDER BY d.id"
    )


async def test_an_index_that_is_right_stays_untouched(filled):
    before = await fetch("SELECT id, revision FROM search_document ORDER BY id")
    done = await rebuild.rebuild(silent)
    assert (done.documents, done.changed) == (8, 0)
    assert await fetch("SELECT id, revision FROM search_document ORDER BY id") == before
    assert done.peak_memory > 10_000_000 and done.seconds > 0


async def test_an_empty_index_is_filled_from_nothing(filled):
    before = await everything()
    await execute("DELETE FROM search_document")
    done = await rebuild.rebuild(silent)
    assert done.changed == 8
    assert await everything() == before
    assert all(row["vectors"] for row in before)


async def test_what_is_gone_or_changed_unnoticed_is_set_right(filled):
    first, second, *_ = [key for key in filled.texts if filled.kinds[key] == SOLUTION]
    del filled.texts[first]
    filled.texts[second] = DocumentText("下水の調査", "管の中を見る。", published=True)
    await rebuild.rebuild(silent)
    await run_pending()
    found = await store.documents(SOLUTION, [first, second])
    assert first not in found and "下水" in found[second].words
    vectors_ = await store.document_vectors(SOLUTION, [second], "words-of-tests")
    assert len(vectors_[second]) == 1


async def test_texts_that_have_not_changed_are_not_cut_again(filled, monkeypatch):
    def cut(texts):
        raise AssertionError("cut again")

    monkeypatch.setattr(indexing, "searched_words", cut)
    done = await rebuild.rebuild(silent, anew=True)
    assert done.changed == 8
    key = next(iter(filled.texts))
    assert (
        word_set([filled.texts[key].title])
        <= (await store.documents(filled.kinds[key], [key]))[key].words
    )


async def test_progress_is_told_to_the_end(filled):
    told = []
    await rebuild.rebuild(lambda *step: told.append(step))
    documents = [step for step in told if step[0] == "documents"]
    assert [done for _, done, _ in documents] == [0, 1, 4, 7, 8]
    assert all(total == 8 for *_, total in documents)
    assert told[-1][0] == "indexes" and told[-1][1] == told[-1][2]


@pytest.mark.parametrize("after", range(6))
async def test_interrupted_anywhere_it_is_ended_by_the_next_run(filled, after):
    class Interrupted(Exception):
        pass

    def stop(step, done, total):
        nonlocal after
        after -= 1
        if after < 0:
            raise Interrupted

    before = await everything()
    await execute("DELETE FROM search_document")
    with pytest.raises(Interrupted):
        await rebuild.rebuild(stop)
    assert (await PostgresEngine().health()).fitness is Fitness.NOT_BUILT
    await rebuild.rebuild(silent)
    assert await everything() == before
    assert (await PostgresEngine().health()).fitness is Fitness.READY


async def test_the_index_for_nearness_is_built_and_gives_the_same(filled, monkeypatch, embedder):
    monkeypatch.setattr(vectors, "FEW", 1)
    engine = PostgresEngine()
    key = Key(SOLUTION, next(one for one in filled.texts if filled.kinds[one] == SOLUTION))
    exact = await engine.similar(key, _solutions(), 3)
    assert await vectors.ensure_index(embedder.model, embedder.dimensions, 1)
    assert not await vectors.ensure_index(embedder.model, embedder.dimensions, 1)
    try:
        assert await engine.similar(key, _solutions(), 3) == exact
    finally:
        await vectors.drop_index(embedder.model)
    assert not await fetch_value(
        "SELECT count(*) FROM pg_class WHERE relname = $1",
        vectors.index_name(embedder.model, SOLUTION),
    )


def _solutions():
    return Filter(kinds=(SOLUTION,))
