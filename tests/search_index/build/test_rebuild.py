"""Building the Meilisearch index: whole, checked before it is served, refused with a reason."""

from dataclasses import replace
from typing import Any

import pytest

from foundation import settings as settings_module
from foundation.ids import new_id
from matching.search.engines import selection
from matching.search.engines.meilisearch import MeilisearchEngine, documents
from matching.search.engines.port import EngineDocument, EngineUnavailable, Fitness, Stats
from matching.search.engines.postgres.engine import PostgresEngine
from matching.search.keys import Key
from matching.search.outbox import length, push
from matching.search.outbox.locks import AlreadyRebuilding, rebuilding
from matching.search.outbox.queries import failures
from search_index.build import filling
from search_index.build.rebuild import BuildFailed, rebuild
from tests.factories.meilisearch import FakeMeilisearch
from tests.search_index.build.world import (
    IN_USE,
    SHADOW,
    by_right,
    document,
    held,
    hooked,
    silent,
    written,
)


@pytest.mark.usefixtures("installation")
async def test_all_documents_are_built_checked_and_served(server: FakeMeilisearch):
    await written(*(document(new_id()) for _ in range(5)))
    told: list[tuple[int, int]] = []
    built = await rebuild(lambda _step, done, total: told.append((done, total)))
    assert dict(built.documents) == dict(built.embedded) == {"solution": 5}
    assert told[0] == (0, 5) and told[-1] == (5, 5)
    assert held(server) == await by_right()
    assert SHADOW not in server.state.indexes
    assert await length() == 0, "the new index has what waited before"
    engine = selection.meilisearch()
    assert engine is not None
    assert (await engine.health()).fitness is Fitness.READY


@pytest.mark.usefixtures("installation")
async def test_the_master_key_is_never_used(server: FakeMeilisearch):
    await written(document(new_id()))
    made = len(server.received)
    await rebuild(silent)
    await push.push()
    used = {one.headers.get("authorization", "") for one in server.received[made:]}
    assert used and not any(server.key in one for one in used)


@pytest.mark.usefixtures("installation")
async def test_settings_are_sent_once_before_any_document(server: FakeMeilisearch):
    await written(document(new_id()))
    await rebuild(silent)
    writes = [
        (one.method, one.path)
        for one in server.received
        if one.method != "GET" and one.path.startswith(f"/indexes/{SHADOW}")
    ]
    assert writes[0] == ("PATCH", f"/indexes/{SHADOW}/settings")
    assert [path for _method, path in writes].count(f"/indexes/{SHADOW}/settings") == 1


@pytest.mark.usefixtures("installation")
async def test_a_document_that_is_refused_is_kept_and_the_others_are_built(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    good = [new_id() for _ in range(3)]
    poison = new_id()
    await PostgresEngine().upsert([document(key) for key in [*good, poison]])
    as_sent = documents.as_sent

    def poisoned(one: EngineDocument, embedding: Any) -> dict[str, Any]:
        sent = as_sent(one, embedding)
        return {**sent, "_vectors": {}} if one.id == poison else sent

    monkeypatch.setattr(filling, "as_sent", poisoned)
    built = await rebuild(silent)
    assert [key for key, _code in built.refused] == [Key("solution", poison)]
    assert set(held(server)) == {Key("solution", key).word for key in good}
    (failure,) = await failures()
    assert failure.key == Key("solution", poison)
    assert await length() == 1


@pytest.mark.usefixtures("installation")
async def test_many_refused_documents_end_the_rebuild(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    await written(*(document(new_id()) for _ in range(5)))
    await rebuild(silent)
    monkeypatch.setattr(filling, "MOST_REFUSED", 2)
    monkeypatch.setattr(filling, "as_sent", lambda one, _embedding: {"key": one.key.word})
    with pytest.raises(BuildFailed):
        await rebuild(silent)
    assert held(server) == await by_right(), "the index in use is as it was"


@pytest.mark.usefixtures("installation")
async def test_a_request_that_is_too_large_is_halved(server: FakeMeilisearch):
    await written(*(document(new_id()) for _ in range(4)))
    server.payload_limit = 3_000
    await rebuild(silent)
    assert held(server) == await by_right()


@pytest.mark.usefixtures("installation")
async def test_an_index_that_holds_something_else_is_never_served(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    await written(*(document(new_id()) for _ in range(3)))

    async def lose(_number: int, _when: str) -> None:
        index = server.state.indexes.get(SHADOW)
        if index is not None and len(index.documents) == 3:
            index.documents.popitem()

    hooked(monkeypatch, lose)
    with pytest.raises(BuildFailed, match="other documents"):
        await rebuild(silent)
    assert IN_USE not in server.state.indexes


@pytest.mark.usefixtures("installation")
async def test_an_index_that_does_not_find_its_words_is_never_served(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    await PostgresEngine().upsert([document(new_id(), "短くする")])
    as_sent = documents.as_sent
    monkeypatch.setattr(
        filling,
        "as_sent",
        lambda one, embedding: {**as_sent(one, embedding), "spellings": [], "title_spellings": []},
    )
    with pytest.raises(BuildFailed, match="does not find"):
        await rebuild(silent)
    assert IN_USE not in server.state.indexes


@pytest.mark.usefixtures("installation")
async def test_a_server_still_busy_with_indexing_is_asked_again(
    server: FakeMeilisearch, monkeypatch: pytest.MonkeyPatch
):
    await written(document(new_id()))
    stats, asked = MeilisearchEngine.stats, [0]

    async def busy(self: MeilisearchEngine) -> Stats:
        asked[0] += 1
        if asked[0] < 3:
            raise EngineUnavailable("busy")
        return await stats(self)

    monkeypatch.setattr(MeilisearchEngine, "stats", busy)
    await rebuild(silent)
    assert asked[0] == 3
    assert held(server) == await by_right()


@pytest.mark.usefixtures("installation")
async def test_two_rebuilds_never_run_at_once():
    async with rebuilding():
        with pytest.raises(AlreadyRebuilding):
            await rebuild(silent)


@pytest.mark.usefixtures("installation")
async def test_a_key_without_the_rights_says_what_to_do(server: FakeMeilisearch):
    present = settings_module.current()
    settings_module.use(replace(present, meilisearch_build_key=None))
    with pytest.raises(BuildFailed, match="kingsalmon search keys"):
        await rebuild(silent)


@pytest.mark.usefixtures("installation")
async def test_a_server_that_is_away_says_so():
    present = settings_module.current()
    settings_module.use(replace(present, meilisearch_url="http://127.0.0.1:9"))
    with pytest.raises(BuildFailed, match="cannot be reached"):
        await rebuild(silent)


async def test_without_meilisearch_there_is_nothing_to_build(db: None):
    with pytest.raises(BuildFailed, match="not configured"):
        await rebuild(silent)
