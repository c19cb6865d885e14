"""What the adapter sends and how it reads answers, against the server of the recordings."""

import numpy as np
import pytest

from matching.search.engines.meilisearch import Embedding
from matching.search.engines.meilisearch.errors import NotBuilt, Refused, TaskFailed
from matching.search.engines.port import (
    CandidateQuery,
    EngineUnavailable,
    Filter,
    Fitness,
    Phrase,
    TypedQuery,
)
from tests.factories.meilisearch.recordings import exchange
from tests.matching.search.engines.meilisearch.conftest import (
    MODEL,
    document,
    document_key,
    ids,
    typed,
)

AXIS = np.eye(4, dtype=np.float32)
RECORDED = exchange(
    "multi-search", "one vector query, one of key terms, one phrase; no federation"
)["request"]["body"]["queries"]


def phrases(*texts):
    return tuple(Phrase(text, frozenset({text})) for text in texts)


async def test_what_is_put_is_found_when_upsert_returns_and_gone_when_delete_does(engine) -> None:
    await engine.upsert([document(1), document(2)])
    assert ids((await engine.search(TypedQuery())).hits) == [2, 1]
    await engine.delete([document_key(1), document_key(9)])
    assert ids((await engine.search(TypedQuery())).hits) == [2]


async def test_candidates_are_one_request_of_queries_as_recorded(engine, server) -> None:
    await engine.upsert([document(number) for number in range(1, 4)])
    server.received.clear()
    query = CandidateQuery(
        filter=Filter(kinds=("solution",)),
        vector=AXIS[1],
        model=MODEL.model,
        phrases=phrases("介護職員", "月面基地"),
        nearest=3,
        hits=2,
    )
    found = await engine.candidates(query)
    assert [request.path for request in server.received] == ["/multi-search"]
    sent = server.received[0].body
    assert set(sent) == {"queries"}
    by_vector, *by_phrase = sent["queries"]
    assert set(by_vector) == set(RECORDED[0])
    assert by_vector["hybrid"] == {"embedder": MODEL.embedder, "semanticRatio": 1.0}
    assert all(set(one) == set(RECORDED[2]) for one in by_phrase)
    assert [one["q"] for one in by_phrase] == ['"介護職員"', '"月面基地"']
    assert {one["filter"] for one in sent["queries"]} == {'kind IN ["solution"]'}
    assert [one["limit"] for one in sent["queries"]] == [3, 2, 2]
    assert found.nearest is not None
    assert ids(found.nearest) == [1, 2, 3]
    assert [round(hit.score, 3) for hit in found.nearest] == [1.0, 0.5, 0.5]
    assert [ids(hits) for hits in found.by_phrase] == [[1, 2], []]


async def test_the_request_asks_for_an_answer_that_is_not_compressed(engine, server) -> None:
    await engine.search(TypedQuery())
    assert server.received[-1].headers["accept-encoding"] == "identity"
    assert server.received[-1].headers["authorization"] == f"Bearer {server.key}"


async def test_documents_without_vector_are_no_neighbours(engine, server) -> None:
    await engine.upsert([document(1), document(2, vectors=None, model=None)])
    query = CandidateQuery(filter=Filter(), vector=AXIS[1], model=MODEL.model)
    assert ids((await engine.candidates(query)).nearest) == [1]
    assert ids(await engine.similar(document_key(1), Filter(), 5)) == []


async def test_ties_come_by_id_and_not_by_insertion(engine) -> None:
    await engine.upsert([document(number, vectors=AXIS[:1]) for number in (3, 1, 2)])
    query = CandidateQuery(
        filter=Filter(), vector=AXIS[0], model=MODEL.model, phrases=phrases("介護")
    )
    found = await engine.candidates(query)
    assert ids(found.nearest) == [1, 2, 3]
    assert ids(found.by_phrase[0]) == [1, 2, 3]


async def test_a_document_with_several_pieces_is_as_near_as_its_nearest(engine) -> None:
    await engine.upsert([document(1, vectors=AXIS[:2]), document(2, vectors=AXIS[2:3])])
    query = CandidateQuery(filter=Filter(), vector=AXIS[1], model=MODEL.model)
    found = await engine.candidates(query)
    assert [round(hit.score, 3) for hit in found.nearest] == [1.0, 0.5]


@pytest.mark.parametrize("text", ["", " ", "。、", "「」", "の", '""', "--", "＂"])
async def test_a_phrase_that_would_find_everything_is_not_asked(engine, server, text) -> None:
    await engine.upsert([document(1)])
    server.received.clear()
    found = await engine.candidates(CandidateQuery(filter=Filter(), phrases=phrases(text, "介護")))
    assert found.nearest is None
    assert [ids(hits) for hits in found.by_phrase] == [[], [1]]
    assert len(server.received[0].body["queries"]) == 1
    assert (await engine.search(TypedQuery(words=typed(text)))).total == 0


async def test_nothing_is_asked_where_nothing_can_be_found(engine, server) -> None:
    server.received.clear()
    for filter in (Filter(only=()), Filter(facets={"category": ()})):
        query = CandidateQuery(
            filter=filter, vector=AXIS[0], model=MODEL.model, phrases=phrases("人")
        )
        found = await engine.candidates(query)
        assert found.nearest == () and found.by_phrase == ((),)
        assert (await engine.search(TypedQuery(filter=filter))).total == 0
        assert await engine.similar(document_key(1), filter, 5) == ()
    assert server.received == []


async def test_similar_leaves_out_the_document_itself(engine, server) -> None:
    await engine.upsert([document(1), document(5), document(2, kind="challenge")])
    near = await engine.similar(document_key(1), Filter(kinds=("solution",)), 3)
    assert ids(near) == [5]
    recorded = exchange("similar", "similar")["request"]["body"]
    assert set(server.received[-1].body) == set(recorded)
    assert await engine.similar(document_key(99), Filter(), 3) == ()


async def test_without_a_model_nothing_is_compared(make_engine, server) -> None:
    engine = await make_engine(model=None)
    await engine.upsert([document(1)])
    assert "embedders" in server.requests("/indexes/test_documents/settings")[-1].body
    assert await engine.similar(document_key(1), Filter(), 3) == ()
    assert (await engine.stats()).embedded == {}


async def test_stats_count_by_kind(engine) -> None:
    await engine.upsert([document(1), document(2, vectors=None), document(3, kind="challenge")])
    stats = await engine.stats()
    assert stats.documents == {"solution": 2, "challenge": 1}
    assert stats.embedded == {"solution": 1, "challenge": 1}
    assert stats.version == "1.50.0"


async def test_a_scoped_key_may_not_know_the_version(make_engine, server) -> None:
    actions = ["search", "documents.*", "settings.get", "tasks.get", "indexes.get"]
    master = await make_engine()
    made = await master.client.ask(
        "POST",
        "keys",
        dict,
        {"name": "app", "actions": actions, "indexes": ["test_*"], "expiresAt": None},
    )
    scoped = await make_engine(build=False, key=made["key"])
    await scoped.upsert([document(1)])
    assert (await scoped.stats()).version is None
    assert (await scoped.health()).fitness is Fitness.READY


async def test_settings_are_sent_once(engine, server) -> None:
    path = "/indexes/test_documents/settings"
    assert [one.method for one in server.requests(path)].count("PATCH") == 1
    await engine.apply_settings()
    assert [one.method for one in server.requests(path)].count("PATCH") == 1


async def test_health_tells_what_is_wrong(engine, make_engine, server) -> None:
    assert (await engine.health()).fitness is Fitness.READY
    server.state.indexes["test_documents"].settings["localizedAttributes"] = None
    health = await engine.health()
    assert health.fitness is Fitness.OTHER_SETTINGS
    assert "localizedAttributes" in health.detail
    other = await make_engine(build=False, prefix="empty_")
    assert (await other.health()).fitness is Fitness.NOT_BUILT
    stranger = await make_engine(build=False, key="wrong")
    health = await stranger.health()
    assert health.fitness is Fitness.AWAY
    assert "KS_MEILISEARCH_KEY" in health.detail


async def test_a_model_the_index_does_not_have_is_other_settings(engine, make_engine) -> None:
    newer = await make_engine(build=False, model=Embedding("newer", 4))
    assert (await newer.health()).fitness is Fitness.OTHER_SETTINGS
    query = CandidateQuery(filter=Filter(), vector=AXIS[0], model="newer")
    with pytest.raises(Refused) as refused:
        await newer.candidates(query)
    assert refused.value.code == "invalid_search_embedder"


async def test_nothing_is_put_where_no_index_is(make_engine, server) -> None:
    engine = await make_engine(build=False)
    with pytest.raises(NotBuilt):
        await engine.upsert([document(1)])
    assert server.state.indexes == {}
    with pytest.raises(EngineUnavailable):
        await engine.search(TypedQuery())
    await engine.delete([document_key(1)])


async def test_a_batch_too_large_is_halved(engine, server) -> None:
    server.payload_limit = 2_000
    await engine.upsert([document(number) for number in range(1, 9)])
    assert len(server.state.indexes["test_documents"].documents) == 8
    with pytest.raises(Refused) as refused:
        await engine.upsert([document(1, body="長" * 3_000)])
    assert refused.value.code == "payload_too_large"


async def test_a_document_the_server_refuses_raises_with_code_and_task(engine, server) -> None:
    with pytest.raises(TaskFailed) as failed:
        await engine.upsert([document(1, vectors=np.ones((1, 3), dtype=np.float32))])
    assert failed.value.code == "invalid_vector_dimensions"
    assert failed.value.task == server.state.tasks[-1].uid
    assert (await engine.search(TypedQuery())).total == 0


async def test_the_vector_of_a_text_that_changed_does_not_stay(engine) -> None:
    await engine.upsert([document(1)])
    await engine.upsert([document(1, vectors=None, model=None)])
    assert (await engine.stats()).embedded == {}
