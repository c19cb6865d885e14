"""A model behind a server on a socket, chosen by the settings: first, in the other's place, changed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from foundation.database import fetch, fetch_value
from foundation.settings import Settings, use
from matching.embedding import http, models, selection
from matching.embedding.models import progress, serving
from matching.embedding.port import EmbeddingUnavailable
from matching.embedding.selection import background_embedder, embedder, use_embedder
from matching.search.index.asking import query_vector
from matching.search.index.embedding_tasks import embed, follow_model
from matching.search.kinds import CHALLENGE, SOLUTION
from tests.factories.index import Memory
from tests.matching.embedding.server import Answer, EmbeddingServer, good
from tests.matching.embedding.server import serving as serving_on_a_socket


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddingServer]:
    monkeypatch.setattr(http, "FIRST_WAIT_SECONDS", 0.01)
    with serving_on_a_socket() as made:
        yield made


@pytest.fixture
def configured(settings: Settings, memory: Memory, server: EmbeddingServer) -> Iterator[Memory]:
    """Settings that name the server; no embedder of tests."""
    use_embedder(None)
    use(
        replace(
            settings,
            embedder="http",
            embedder_url=server.url,
            embedder_model="m",
            embedder_key="sesame",
            embedder_query_prefix="query: ",
        )
    )
    memory.add(SOLUTION, "計器", "水位を測る。")
    memory.add(CHALLENGE, "水位", "川の水位を知りたい。")
    yield memory
    selection._servers.clear()
    use(settings)


def _answer(dimensions: int) -> Any:
    return lambda request: good(request, dimensions)


async def test_a_server_is_the_first_model(configured, server):
    assert await serving() is None
    await configured.index()
    served = await serving()
    assert served.name.startswith("http:m@8#") and served.dimensions == 8
    assert await fetch_value("SELECT count(DISTINCT document) FROM document_vector") == 2
    assert all(one["authorization"] == "Bearer sesame" for one in server.headers)
    asked = [text for request in server.requests for text in request["input"]]
    assert any(text.startswith("query: 水位\n") for text in asked)
    # Once each, and one known text once more, to see that it is the same model.
    assert len(asked) == len(set(asked)) + 1
    assert await query_vector(served, "氾濫", embed_now=True) is not None
    assert server.requests[-1]["input"] == ["query: 氾濫"]
    await selection.close()


async def test_a_person_and_a_job_are_patient_by_different_measure(configured):
    person, job = embedder(), background_embedder()
    assert person is not job and person is embedder() and job is background_embedder()
    assert (person._patience, job._patience) == (http.HURRIED, http.PATIENT)


async def test_a_server_that_goes_on_to_another_model_is_filled_anew_after_a_restart(
    configured, server
):
    await configured.index()
    first = (await serving()).name
    server.behave(_answer(12))
    configured.add(SOLUTION, "新しい計器", "雨量を測る。")
    with pytest.raises(EmbeddingUnavailable, match="another model"):
        await configured.index()
    assert (await serving()).name == first
    # Another process, which has not been answered yet, keeps no vector of another length.
    selection._servers.clear()
    assert await query_vector(await serving(), "氾濫", embed_now=True) is None
    selection._servers.clear()
    await embed()
    assert (await serving()).name.startswith("http:m@12#")
    assert await fetch(
        "SELECT DISTINCT vector_dims(embedding) AS n FROM document_vector WHERE model = $1",
        (await serving()).name,
    ) == [{"n": 12}]


async def test_a_server_that_is_out_of_order_says_why(configured, server, monkeypatch):
    await configured.index()
    server.behave(lambda _request: Answer({}, status=401))
    configured.add(SOLUTION, "新しい計器", "雨量を測る。")
    with pytest.raises(EmbeddingUnavailable):
        await configured.index()
    assert "KS_EMBEDDER_KEY" in (await models.trouble())[0]
    server.behave(good)
    await follow_model()
    await embed()
    assert await models.trouble() is None and await progress() is None


async def test_another_model_of_the_same_length_behind_the_name_is_noticed(configured, server):
    await configured.index()
    vectors = await fetch_value("SELECT count(*) FROM document_vector")
    server.behave(lambda request: good(request, model="another"))
    configured.add(SOLUTION, "新しい計器", "雨量を測る。")
    with pytest.raises(EmbeddingUnavailable, match="KS_EMBEDDER_MODEL"):
        await configured.index()
    assert await fetch_value("SELECT count(*) FROM document_vector") == vectors
