"""What scoring reads of the index."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from foundation.ids import new_id
from matching.search.engines.port import Period, Term
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.index import store
from matching.search.index.indexing import index_documents, words_of
from matching.search.index.vectors import fill_document_vectors, store_vectors, stored_vectors
from matching.search.keys import Key
from matching.search.kinds import CHALLENGE, SOLUTION
from tests.matching.search.contract.collection import MODEL, document

pytestmark = pytest.mark.usefixtures("db")


async def test_a_document_is_read_as_it_was_put_in():
    made = document(
        "橋梁の点検",
        "ドローンで見る。",
        owner="見本工業",
        title_en="Bridge inspection",
        facets={"category": ("water", "welfare"), "region": ("a=b",)},
        periods={Period.OPEN: Term(None, date(2026, 12, 1)), Period.CERTIFIED: Term(None, None)},
        angle=[0.0, 0.5],
    )
    await PostgresEngine().upsert([made])
    found = (await store.documents(SOLUTION, [made.id, new_id()]))[made.id]
    assert (found.kind, found.title, found.title_en, found.owner, found.body) == (
        SOLUTION,
        "橋梁の点検",
        "Bridge inspection",
        "見本工業",
        "ドローンで見る。",
    )
    assert found.words == frozenset(
        words_of(["橋梁の点検ドローンで見る。見本工業 Bridge inspection"])
    )
    assert found.facets == {"category": ("water", "welfare"), "region": ("a=b",)}
    assert found.periods == made.periods and found.sorted_on == made.sorted_on
    [sent] = await store.engine_documents([made.key], MODEL)
    assert np.allclose(sent.vectors, made.vectors, atol=1e-3)
    assert (sent.words, sent.title_words, sent.model) == (made.words, made.title_words, MODEL)
    [without] = await store.engine_documents([made.key], "another model")
    assert without.vectors is None and without.model is None


async def test_a_document_without_a_day_is_read_back():
    made = document("橋梁", sorted_on=date.min)
    await PostgresEngine().upsert([made])
    assert (await store.documents(SOLUTION, [made.id]))[made.id].sorted_on == date.min


async def test_vectors_are_read_in_the_order_of_pieces():
    made = document(angle=[0.9, 0.1, 0.5])
    await PostgresEngine().upsert([made])
    vectors = await store.document_vectors(SOLUTION, [made.id, new_id()], MODEL)
    assert list(vectors) == [made.id] and vectors[made.id].dtype == np.float32
    assert np.allclose(vectors[made.id], made.vectors, atol=1e-3)
    assert await store.document_vectors(SOLUTION, [made.id], "another model") == {}


@pytest.mark.parametrize("dimensions", [1, 4, 384, 1536, 4000])
async def test_vectors_may_have_any_dimension(dimensions):
    vector = np.linspace(-1, 1, dimensions).astype(np.float32)
    await store_vectors(f"m{dimensions}", {"key": vector})
    found = await stored_vectors(f"m{dimensions}", ["key", "other"])
    assert list(found) == ["key"] and np.allclose(found["key"], vector, atol=1e-3)


async def test_documents_get_vectors_when_all_pieces_have_one(memory):
    key = memory.add(SOLUTION, "橋梁の点検", "".join(f"{at}番の橋を見る。" for at in range(90)))
    bare = memory.add(CHALLENGE, "", "")
    await index_documents(SOLUTION, [key])
    await index_documents(CHALLENGE, [bare])
    keys = (await store.documents(SOLUTION, [key]))[key].vector_keys
    assert len(keys) == 3
    vectors = {one: np.full(4, place, dtype=np.float32) for place, one in enumerate(keys)}
    await store_vectors("m", dict(list(vectors.items())[:2]))
    assert await fill_document_vectors("m") == []
    await store_vectors("m", vectors)
    assert await fill_document_vectors("m", [Key(CHALLENGE, bare)]) == []
    assert await fill_document_vectors("m") == [Key(SOLUTION, key)]
    assert await fill_document_vectors("m") == []
    assert (await store.document_vectors(SOLUTION, [key], "m"))[key][:, 0].tolist() == [0, 1, 2]


async def test_a_text_that_changes_loses_its_vectors_at_once(memory):
    key = memory.add(SOLUTION, "橋梁の点検", "ドローンで見る。")
    await memory.index()
    assert await store.document_vectors(SOLUTION, [key], "words-of-tests")
    memory.texts[key] = replace(memory.texts[key], body="別の方法。")
    await index_documents(SOLUTION, [key])
    assert await store.document_vectors(SOLUTION, [key], "words-of-tests") == {}


async def test_ids_come_in_batches_in_order():
    made = [document(kind=kind) for kind in (SOLUTION, CHALLENGE) for _ in range(5)]
    await PostgresEngine().upsert(made)
    batches = [batch async for batch in store.iter_keys(batch=4)]
    assert [len(batch) for batch in batches] == [4, 4, 2]
    assert [key for batch in batches for key in batch] == sorted(one.key for one in made)
    assert [len(batch) async for batch in store.iter_keys(SOLUTION, 4)] == [4, 1]


async def test_many_documents_are_not_counted_each_time(monkeypatch):
    monkeypatch.setattr(store, "MANY", 2)
    monkeypatch.setattr(store, "_counts", {})
    await PostgresEngine().upsert([document()])
    assert await store.count(SOLUTION) == 1
    await PostgresEngine().upsert([document(), document()])
    assert await store.count(SOLUTION) == 3
    await PostgresEngine().upsert([document()])
    assert await store.count(SOLUTION) == 3
