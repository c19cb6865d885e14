"""The server of the tests refuses what Meilisearch refused when it was recorded, so that the adapter
cannot be tested against something more lenient."""

import httpx
import pytest

from tests.factories.meilisearch import FakeMeilisearch
from tests.factories.meilisearch.recordings import exchange
from tests.factories.meilisearch.state import Index

REFUSED = [
    ("health", "version without a key"),
    ("health", "version with a wrong key"),
    ("health", "a path that is not there"),
    ("health", "method not allowed"),
    ("indexes", "bad name"),
    ("indexes", "get one that is not there"),
    ("keys", "a global action on a key for some indexes"),
    ("keys", "expiry missing"),
    ("keys", "get one that is gone"),
    ("multi-search", "one bad query fails all"),
    ("multi-search", "a bad field inside"),
    ("search", "embedding asked of a userProvided embedder"),
    ("search", "unknown embedder"),
    ("search", "vector of the wrong size"),
    ("search", "filter on a field that has no filter"),
    ("search", "broken filter"),
    ("search", "comparison where only equality is on"),
    ("search", "unknown field in the body"),
    ("search", "wrong type"),
    ("search", "unknown locale"),
    ("search", "no key"),
    ("search", "index that is not there"),
    ("similar", "of a document that is not there"),
    ("similar", "with an unknown embedder"),
    ("settings", "unknown key"),
    ("settings", "embedder without dimensions"),
    ("documents", "broken JSON"),
    ("documents", "wrong content type"),
    ("documents", "empty body"),
    ("documents", "get one that is not there"),
    ("swap", "with itself"),
    ("tasks", "one that is not there"),
    ("tasks", "cancel without a filter"),
]


@pytest.fixture
def recorded_index(server: FakeMeilisearch) -> FakeMeilisearch:
    """The index of the recordings, with its settings and documents."""
    index = Index("solutions")
    index.change_settings(exchange("settings", "change")["request"]["body"])
    server.state.indexes["solutions"] = index
    documents = exchange("documents", "add or replace")["request"]["body"]
    server.state.put("solutions", documents, merge=False)
    return server


async def _ask(server: FakeMeilisearch, request: dict) -> httpx.Response:
    headers = {
        name: value.replace("<key>", server.key) for name, value in request["headers"].items()
    }
    body = request.get("body")
    async with httpx.AsyncClient(base_url=server.url) as client:
        if isinstance(body, str):
            content = body.encode()
            return await client.request(
                request["method"], request["path"], content=content, headers=headers
            )
        options = {} if body is None else {"json": body}
        return await client.request(request["method"], request["path"], headers=headers, **options)


@pytest.mark.parametrize(("file", "name"), REFUSED)
async def test_what_was_refused_is_refused_alike(recorded_index, file, name) -> None:
    recorded = exchange(file, name)
    request = recorded["request"]
    if "wrong key" in name:
        recorded_index.key = "another master key of sixteen bytes"
        request = {**request, "headers": {"Authorization": "Bearer wrong"}}
    answer = await _ask(recorded_index, request)
    assert answer.status_code == recorded["response"]["status"]
    code = (recorded["response"].get("body") or {}).get("code")
    assert (answer.json()["code"] if answer.content else None) == code


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("search", "words, all switches on"),
        ("search", "by page"),
        ("search", "vector only"),
        ("search", "counts alone"),
        ("search", "filter value with quotes and a backslash"),
        ("search", "filter as arrays: AND of ORs"),
        ("similar", "similar"),
        ("multi-search", "one vector query, one of key terms, one phrase; no federation"),
        ("documents", "fetch by filter"),
        ("documents", "get one with its vector"),
        ("documents", "index statistics"),
        ("indexes", "get"),
        ("settings", "read back: ja has become jpn, defaults are filled in"),
    ],
)
async def test_answers_have_the_fields_that_were_recorded(recorded_index, file, name) -> None:
    recorded = exchange(file, name)
    answer = await _ask(recorded_index, recorded["request"])
    assert answer.status_code == recorded["response"]["status"]
    assert set(recorded["response"]["body"]) >= set(answer.json())
    missing = set(recorded["response"]["body"]) - set(answer.json())
    assert not missing, missing


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/indexes/solutions/facet-search", 404),
        ("POST", "/indexes/solutions/compact", 404),
        ("GET", "/indexes/solutions/search?q=x", 405),
        ("GET", "/indexes/solutions/settings/synonyms", 404),
        ("GET", "/tasks?colour=blue", 400),
        ("POST", "/indexes/solutions/documents?colour=blue", 400),
    ],
)
async def test_what_no_recording_shows_is_refused(recorded_index, method, path, status) -> None:
    headers = {"Authorization": "Bearer <key>"}
    answer = await _ask(
        recorded_index, {"method": method, "path": path, "headers": headers, "body": None}
    )
    assert answer.status_code == status
