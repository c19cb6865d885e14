"""The pages that belong to no area."""

import httpx


async def test_the_front_page_speaks_japanese_and_english(client: httpx.AsyncClient):
    japanese = await client.get("/")
    english = await client.get("/en")
    assert japanese.status_code == english.status_code == 200
    assert '<html lang="ja"' in japanese.text
    assert '<html lang="en"' in english.text
    assert english.headers["content-language"] == "en"


async def test_health_is_answered_without_cookies(client: httpx.AsyncClient):
    alive = await client.get("/healthz")
    ready = await client.get("/readyz")
    assert alive.text == "ok"
    assert ready.json() == {"status": "ready"}
    assert "set-cookie" not in alive.headers


async def test_an_unknown_page_says_so(client: httpx.AsyncClient):
    answer = await client.get("/no-such-page")
    assert answer.status_code == 404
    assert "見つかりません" in answer.text


async def test_an_unknown_api_route_answers_with_a_problem(client: httpx.AsyncClient):
    answer = await client.get("/api/v1/no-such-thing")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/not-found"


async def test_every_answer_carries_the_security_headers(client: httpx.AsyncClient):
    for path in ("/", "/healthz", "/api/v1/openapi.json", "/static/js/api-docs.js"):
        answer = await client.get(path)
        assert "default-src 'self'" in answer.headers["content-security-policy"], path
        assert answer.headers["x-content-type-options"] == "nosniff", path


async def test_what_shared_caches_keep_sets_no_cookie(client: httpx.AsyncClient):
    answer = await client.get("/static/js/api-docs.js")
    assert "public" in answer.headers["cache-control"]
    assert "set-cookie" not in answer.headers
