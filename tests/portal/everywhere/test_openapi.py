"""The OpenAPI document tells what a client needs to know."""

import re

import httpx
import pytest

from foundation.ids import new_id
from foundation.web.openapi import Document, operations
from tests.factories.identity import api_client, signed_in
from tests.portal.test_routes import MODULES

ADDRESS = "/api/v1/openapi.json"
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


@pytest.fixture
async def document(client: httpx.AsyncClient) -> Document:
    return (await client.get(ADDRESS)).json()


async def test_every_operation_has_a_name_and_says_how_it_refuses(document: Document):
    names = [operation["operationId"] for _path, operation in operations(document)]
    assert len(set(names)) == len(names)
    for path, operation in operations(document):
        refusals = {s: r for s, r in operation["responses"].items() if not s.startswith("2")}
        assert {"401", "403", "default"} <= refusals.keys(), path
        assert ("404" in refusals) == ("{" in path), path
        assert ("requestBody" in operation) <= ("422" in refusals), path
        assert all(answer["content"] == PROBLEM for answer in refusals.values()), path
    assert document["components"]["schemas"]["Problem"]["required"]


async def test_every_operation_says_what_it_does_and_belongs_somewhere(document: Document):
    summaries = [operation["summary"] for _path, operation in operations(document)]
    assert len(set(summaries)) == len(summaries)
    assert all(" " in one or one == "Search" for one in summaries), summaries
    assert all(operation.get("tags") for _path, operation in operations(document))


@pytest.mark.parametrize(("prefix", "title"), [("", "APIの使い方"), ("/en", "How to use the API")])
async def test_the_page_about_the_api_has_a_frame_and_a_list(client, document, prefix, title):
    page = (await client.get(f"{prefix}/api/v1/docs")).text
    assert "<h1" in page and title in page and "breadcrumbs" in page
    for path, operation in operations(document):
        assert path in page and operation["summary"] in page


async def test_the_page_about_the_api_knows_who_is_signed_in(new_client):
    browser = await signed_in(new_client, "challenge_owner")
    page = await browser.get("/api/v1/docs")
    assert 'action="/logout"' in page.text and 'href="/login"' not in page.text


async def test_creation_takes_a_key_and_request_bodies_are_strict(document: Document):
    for path, operation in operations(document):
        keys = [one["name"] for one in operation["parameters"] if one["in"] == "header"]
        repeatable = "201" in operation["responses"] and path != "/api/v1/tokens"
        assert keys == (["Idempotency-Key"] if repeatable else []), path
    schemas = document["components"]["schemas"]
    assert schemas["ChallengeContent"]["additionalProperties"] is False
    assert "additionalProperties" not in schemas["ChallengeOut"]


async def test_the_document_is_right_about_strictness_and_problems(new_client):
    api = await api_client(new_client, "challenge_owner")
    answer = await api.post("/api/v1/challenges", json={"title_ja": "題名", "unknown": 1})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert (await api.post("/api/v1/challenges", content=b"{")).status_code == 400


async def test_the_document_is_made_once_and_known_by_its_tag(client: httpx.AsyncClient):
    first, second = await client.get(ADDRESS), await client.get(ADDRESS)
    assert first.content == second.content
    assert first.headers["content-type"] == "application/vnd.oai.openapi+json"
    tag = first.headers["etag"]
    assert tag == second.headers["etag"] and not tag.startswith("W/")
    known = await client.get(ADDRESS, headers={"If-None-Match": tag})
    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", tag)
    head = await client.head(ADDRESS)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


@pytest.mark.parametrize("name", ["openapi", "openapi.yaml", "openapi.yml", "openapi/swagger"])
async def test_the_document_has_one_address(client: httpx.AsyncClient, name: str):
    for address in (f"/api/v1/{name}", f"/schema/{name}"):
        assert (await client.get(address)).status_code == 404


async def test_what_nobody_may_read_needs_no_token(document: Document):
    routes = [route for module in MODULES for route in module.ROUTES]
    read_by_nobody = {
        re.sub(r":\w+}", "}", route.path)
        for route in routes
        if route.method == "GET" and route.expected("nobody") in (200, 404)
    }
    for path, item in document["paths"].items():
        if "get" in item:
            assert ({} in item["get"]["security"]) == (path in read_by_nobody), path


@pytest.mark.parametrize("version", ["3", "1", True, 1.5, None])
async def test_a_value_of_another_type_than_the_document_says_is_refused(new_client, version):
    api = await api_client(new_client, "challenge_owner")
    address = f"/api/v1/challenges/{new_id()}/submit"
    answer = await api.post(address, json={"version": version})
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"version"}
    assert (await api.post(address, json={"version": 1})).status_code == 404
