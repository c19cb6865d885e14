"""While the database is away, full or busy: 503 with a time to try again, and calm words."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx
import pytest

from foundation.database import DB, connection_parameters
from foundation.database.availability import BoundedPool
from foundation.database.engine import PooledConnection
from scripts.ports import free_port


@asynccontextmanager
async def in_its_place(seconds: float = 5.0, **options: Any) -> AsyncIterator[BoundedPool]:
    """Another pool instead of the application's for the block."""
    kept = DB.pool
    made = await asyncpg.create_pool(
        **{**connection_parameters(), **options},
        min_size=0,
        max_size=1,
        connection_class=PooledConnection,
    )
    DB.pool = BoundedPool(made, seconds)
    try:
        yield DB.pool
    finally:
        DB.pool = kept
        made.terminate()


def away() -> Any:
    return in_its_place(host="127.0.0.1", port=free_port())


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/challenges", "少し待ってから"),
        ("/en/challenges", "Please wait a moment"),
        ("/", "少し待ってから"),
    ],
)
async def test_a_page(client: httpx.AsyncClient, path: str, words: str):
    async with away():
        answer = await client.get(path, headers={"Cookie": "session=abc"})
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert words in answer.text
    assert "記録番号" not in answer.text and "reference" not in answer.text
    assert (await client.get(path)).status_code == 200


async def test_a_form_that_is_sent_says_how_to_send_it_again(
    new_client: Callable[..., httpx.AsyncClient],
):
    async with new_client() as browser:
        token = (await browser.get("/login")).text.split('name="_csrf_token" value="')[1]
        form = {"_csrf_token": token.split('"')[0], "email": "a@b.example", "password": "x" * 12}
        async with away():
            answer = await browser.post("/login", data=form)
    assert answer.status_code == 503
    assert "この画面を読み込み直して" in answer.text


async def test_the_api_answers_with_a_problem(client: httpx.AsyncClient):
    async with away():
        answers = [
            await client.get("/api/v1/challenges"),
            await client.get("/api/v1/me", headers={"Authorization": "Bearer abc"}),
        ]
    for answer in answers:
        assert answer.status_code == 503
        assert answer.headers["Content-Type"].startswith("application/problem+json")
        assert answer.json()["type"] == "/problems/unavailable"
        assert int(answer.headers["Retry-After"]) > 0


async def test_readiness_says_no_and_life_goes_on(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    async with away():
        ready, alive = await client.get("/readyz"), await client.get("/healthz")
    assert (ready.status_code, ready.json()["lacking"]) == (503, "database")
    assert int(ready.headers["Retry-After"]) > 0
    assert alive.status_code == 200
    assert (await client.get("/readyz")).status_code == 200


async def test_when_all_connections_are_in_use(client: httpx.AsyncClient):
    async with in_its_place(seconds=0.2) as pool, pool.acquire():
        answers = [await client.get("/challenges"), await client.get("/readyz")]
    assert [answer.status_code for answer in answers] == [503, 503]


async def test_when_nothing_can_be_written(client: httpx.AsyncClient):
    read_only = {"server_settings": {"default_transaction_read_only": "on"}}
    async with in_its_place(**read_only):
        token = {"email": "a@b.example", "password": "x" * 12, "name": "n"}
        answers = [
            await client.get("/challenges"),
            await client.post("/api/v1/tokens", json=token),
        ]
    assert [answer.status_code for answer in answers] == [200, 503]


async def test_when_the_schema_is_not_there(client: httpx.AsyncClient):
    async with in_its_place(server_settings={"search_path": "pg_catalog"}):
        answers = [await client.get(path) for path in ("/", "/api/v1/challenges", "/nowhere")]
        signed_in = await client.get("/account", headers={"Cookie": "session=abc"})
    assert [answer.status_code for answer in (*answers, signed_in)] == [503, 503, 404, 503]
    assert int(answers[0].headers["Retry-After"]) > 0
    assert "記録番号" not in answers[0].text
