"""Documents reach the index with the transaction that changed them: words at once, vectors after."""

import pytest

from foundation.database import (
    NoTransaction,
    execute,
    fetch_one,
    fetch_value,
    require_transaction,
    transaction,
)
from foundation.jobs.pending import run_pending
from matching.embedding.port import EmbeddingUnavailable
from matching.embedding.selection import use_embedder
from matching.search.effects import document_changed
from matching.search.engines.port import CandidateQuery, Filter, Phrase
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.index import store
from matching.search.index.indexing import index_words
from matching.search.index.vectors import (
    background_keys,
    bundled_background,
    dump_vectors,
    load_vectors,
    ordinary_keys,
    stored_vectors,
)
from matching.search.kinds import CHALLENGE, SOLUTION
from matching.search.providers import DocumentText

BUNDLED = len(background_keys()) + len(ordinary_keys())
SUIT = ("マッスルスーツ", "空気圧の人工筋肉で腰の動きを助ける背負い型の機器。")


async def _found(*words: str):
    phrases = tuple(Phrase(word, frozenset({word})) for word in words)
    query = CandidateQuery(filter=Filter(kinds=(SOLUTION,)), phrases=phrases)
    return [key.id for key in (await PostgresEngine().candidates(query)).all_keys()]


async def test_a_changed_document_is_found_by_its_words(memory):
    key = memory.add(SOLUTION, *SUIT)
    await memory.index()
    assert await _found("腰") == [key]
    assert await _found("筋肉") == [key]
    assert await _found("道路") == []


async def test_words_need_a_transaction(memory):
    key = memory.add(SOLUTION, *SUIT)
    with pytest.raises(NoTransaction):
        await document_changed(SOLUTION, key)


async def test_a_change_that_is_rolled_back_is_not_indexed(memory):
    key = memory.add(SOLUTION, *SUIT)
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            require_transaction()
            await document_changed(SOLUTION, key)
            raise ZeroDivisionError
    assert await run_pending() == 0


async def test_words_do_not_wait_for_the_embedder(memory, embedder):
    embedder.broken = True
    key = memory.add(SOLUTION, *SUIT)
    with pytest.raises(EmbeddingUnavailable):
        await memory.index()
    assert await _found("腰") == [key]
    assert await fetch_value("SELECT count(*) FROM text_vector") == 0


async def test_a_document_is_found_by_words_as_soon_as_its_job_has_run(memory):
    key = memory.add(SOLUTION, SUIT[0], SUIT[1] * 60)
    await index_words(SOLUTION, str(key))
    assert await _found("腰") == [key]


async def test_the_job_embeds_what_lacks_a_vector_and_nothing_twice(memory, embedder):
    memory.add(SOLUTION, *SUIT)
    memory.add(CHALLENGE, "腰の負担を減らしたい", "介助で腰を痛める職員が多い。")
    await memory.index()
    once = len(embedder.asked)
    assert once == BUNDLED + 2
    await memory.index()
    assert len(embedder.asked) == once


async def test_a_new_text_is_embedded_anew(memory, embedder):
    key = memory.add(SOLUTION, *SUIT)
    await memory.index()
    memory.texts[key] = DocumentText(SUIT[0], "電動の車いすを自動で動かす装置。", published=True)
    embedder.asked.clear()
    await memory.index()
    assert len(embedder.asked) == 1 and "車いす" in embedder.asked[0]
    assert await _found("腰") == []


async def test_what_is_withdrawn_or_gone_is_no_longer_found(memory):
    key = memory.add(SOLUTION, *SUIT)
    await memory.index()
    memory.texts[key] = DocumentText(*SUIT, published=False)
    await memory.index()
    assert await _found("腰") == [] and await store.count(SOLUTION) == 0
    del memory.texts[key]
    await memory.index()
    assert await fetch_value("SELECT count(*) FROM search_document") == 0


async def test_running_a_job_again_changes_nothing(memory):
    key = memory.add(SOLUTION, *SUIT)
    await memory.index()
    before = await fetch_one("SELECT tokens::text, vector_keys, revision FROM search_document")
    await index_words(SOLUTION, str(key))
    await run_pending()
    assert (
        await fetch_one("SELECT tokens::text, vector_keys, revision FROM search_document") == before
    )


async def test_without_an_embedder_only_words_are_indexed(memory):
    use_embedder(None)
    key = memory.add(SOLUTION, *SUIT)
    await memory.index()
    assert await _found("腰") == [key]
    assert await fetch_value("SELECT count(*) FROM text_vector") == 0


@pytest.mark.parametrize("title", ["引用符 ' と \\ と & | ! <->", "ＣＰＵ", "ッー", "'"])
async def test_signs_in_words_do_no_harm(memory, title):
    key = memory.add(SOLUTION, title, "計測器")
    await memory.index()
    words = await fetch_value("SELECT tsvector_to_array(tokens) AS words FROM search_document")
    assert set(await store.frequencies(SOLUTION, words)) == set(words)
    assert await _found("'", "\\", "a & b", "計測器") == [key]


async def test_unpublished_documents_are_not_counted(memory):
    memory.add(SOLUTION, *SUIT)
    memory.add(SOLUTION, "下書き", "腰の機器", published=False)
    await memory.index()
    assert await store.frequencies(SOLUTION, ["腰", "下書き"]) == {"腰": 1}


async def test_the_nearest_come_first_and_ties_by_id(memory, embedder):
    keys = [memory.add(SOLUTION, "", text) for text in ("腰の機器", "橋の点検", "下水の調査")]
    await memory.index()
    (vector,) = await embedder.embed_queries(["橋の点検"])
    query = CandidateQuery(
        filter=Filter(kinds=(SOLUTION,)), vector=vector, model=embedder.model, nearest=2
    )
    found = (await PostgresEngine().candidates(query)).all_keys()
    assert found[0].id == keys[1] and len(found) == 2


async def test_vectors_travel_in_a_file(memory, embedder):
    memory.add(SOLUTION, *SUIT)
    await memory.index()
    keys = await fetch_value("SELECT vector_keys FROM search_document")
    brought = await dump_vectors(embedder.model, keys)
    await execute("DELETE FROM text_vector")
    assert await load_vectors(brought) == 1
    embedder.asked.clear()
    await memory.index()
    assert len(embedder.asked) == BUNDLED
    assert list(await stored_vectors(embedder.model, keys)) == keys


def test_the_bundled_vectors_are_of_the_bundled_texts():
    # After a change of the texts: python -m scripts.make_vector_cache background
    assert bundled_background().vectors.keys() == {*background_keys(), *ordinary_keys()}
