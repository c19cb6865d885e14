"""A document is a kind and an id: nothing of one kind takes the place of another's."""

from uuid import UUID

import pytest

from foundation.database import fetch, fetch_value, transaction
from foundation.ids import new_id
from matching.search.effects import document_changed
from matching.search.index import store
from matching.search.index.indexing import index_documents
from matching.search.keys import Key
from matching.search.kinds import CHALLENGE, KINDS, SOLUTION
from matching.search.providers import DocumentText


@pytest.fixture
def same_id(memory):
    """A public solution, whose id a record of another kind has too."""
    return memory.add(SOLUTION, "橋梁の点検", "ドローンで見る。")


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_is_one_word_and_back(kind):
    key = Key(kind, new_id())
    assert Key.of_word(key.word) == key


@pytest.mark.parametrize("word", ["", "challenge", "challenge-", "challenge-x", str(UUID(int=7))])
def test_other_words_are_no_keys(word):
    with pytest.raises(ValueError, match=r"UUID|badly"):
        Key.of_word(word)


async def test_what_leaves_under_the_same_id_takes_nothing_along(memory, same_id):
    await memory.index()
    before = await fetch("SELECT kind, id, revision FROM search_document")
    vectors = await fetch_value("SELECT count(*) FROM document_vector")
    # A record of another kind has this id, and is not public.
    async with transaction():
        await document_changed(CHALLENGE, same_id)
    await index_documents(CHALLENGE, [same_id])
    assert await fetch("SELECT kind, id, revision FROM search_document") == before
    assert await fetch_value("SELECT count(*) FROM document_vector") == vectors > 0


async def test_what_is_published_under_the_same_id_replaces_nothing(memory, same_id):
    await memory.index()
    memory.kinds[same_id] = CHALLENGE
    memory.texts[same_id] = DocumentText("別の課題", "別の本文", published=True)
    async with transaction():
        await document_changed(CHALLENGE, same_id)
    await memory.index()
    titles = {
        row["kind"]: row["title"] for row in await fetch("SELECT kind, title FROM search_document")
    }
    assert titles == {CHALLENGE: "別の課題", SOLUTION: "橋梁の点検"}
    assert (await store.documents(CHALLENGE, [same_id]))[same_id].kind == CHALLENGE
