"""Requests: what is repeated and what is not, how long it takes, and what each failure means."""

import asyncio
import socket
from typing import Any

import pytest

from foundation import clock
from matching.search.engines.meilisearch.client import ONCE, READ, WRITE, Client, Patience
from matching.search.engines.meilisearch.errors import (
    KeyRefused,
    NotBuilt,
    Refused,
    TooLarge,
    failure,
)
from matching.search.engines.port import EngineRefused, EngineUnavailable
from tests.factories.meilisearch import meilisearch_running
from tests.factories.meilisearch.recordings import exchanges
from tests.matching.search.engines.meilisearch.troubled import (
    BAD_GATEWAY,
    DRIPS,
    GARBAGE,
    HANGS,
    NO_HTTP,
    NOT_FOUND,
    OTHER_JSON,
    OVERLOADED,
    closed_port,
    http,
    troubled_server,
)

QUICK = Patience(tries=3, together=0.6)
FILES = [
    "documents",
    "health",
    "indexes",
    "keys",
    "multi-search",
    "overload",
    "search",
    "settings",
    "similar",
    "swap",
    "tasks",
]
# A body that is text was none of JSON.
RECORDED = [
    (file, number)
    for file in FILES
    for number, one in enumerate(exchanges(file))
    if not isinstance(one["request"].get("body"), str)
]


def _parts(exchange: dict[str, Any]) -> tuple[str, str, dict[str, str], Any]:
    request = exchange["request"]
    path, _, query = request["path"].partition("?")
    params = dict(pair.split("=", 1) for pair in query.split("&") if pair)
    return request["method"], path.lstrip("/"), params, request.get("body")


@pytest.mark.parametrize(("file", "number"), RECORDED)
async def test_every_recorded_answer_is_read_or_means_what_it_should(file, number) -> None:
    exchange = exchanges(file)[number]
    method, path, params, body = _parts(exchange)
    status, answer = exchange["response"]["status"], exchange["response"].get("body")
    with meilisearch_running(replay=[exchange]) as server:
        client = Client(server.url, server.key)
        try:
            if status == 204:
                return
            asked = client.ask(method, path, Any, body, params=params, patience=QUICK)
            if status < 300:
                assert await asked == answer
                return
            with pytest.raises((EngineRefused, EngineUnavailable)) as raised:
                await asked
        finally:
            await client.close()
    code = answer["code"] if isinstance(answer, dict) else ""
    kind = type(raised.value)
    if code == "index_not_found":
        assert kind is NotBuilt
    elif status in (401, 403):
        assert kind is KeyRefused
    elif status == 413:
        assert kind is TooLarge
    elif status >= 500 or not code:
        assert kind is EngineUnavailable
    else:
        assert kind is Refused
        assert getattr(raised.value, "code", None) == code
    # The message of a refused key names other indexes.
    if isinstance(answer, dict):
        assert answer["message"] not in str(raised.value)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "invalid_search_filter", Refused),
        (400, "some_code_of_a_later_version", Refused),
        (401, "missing_master_key", KeyRefused),
        (403, "", KeyRefused),
        (404, "index_not_found", NotBuilt),
        (400, "index_not_found", NotBuilt),
        (404, "task_not_found", Refused),
        (409, "api_key_already_exists", Refused),
        (413, "", TooLarge),
        (415, "invalid_content_type", Refused),
        (451, "requires_enterprise_edition", Refused),
        (404, "", EngineUnavailable),
        (405, "", EngineUnavailable),
        (301, "", EngineUnavailable),
        (429, "", EngineUnavailable),
        (422, "no_space_left_on_device", EngineUnavailable),
        (422, "io_error", EngineUnavailable),
        (500, "internal", EngineUnavailable),
        (503, "too_many_search_requests", EngineUnavailable),
        (504, "", EngineUnavailable),
    ],
)
def test_status_and_code_say_what_a_failure_means(status, code, kind) -> None:
    body = f'{{"code": "{code}", "message": "names solutions*"}}'.encode() if code else b""
    error = failure(status, body, None)
    assert type(error) is kind
    assert "solutions" not in str(error)


async def _fails(answer: bytes, patience: Patience = QUICK) -> tuple[EngineUnavailable, int]:
    """The failure, though the server is still at it, and how often it was asked."""
    with troubled_server(answer) as server:
        client = Client(server.url, "key")
        with pytest.raises(EngineUnavailable) as raised:
            await client.ask("POST", "multi-search", dict[str, list[int]], {}, patience=patience)
        await client.close()
        return raised.value, server.requests


@pytest.mark.parametrize("answer", [HANGS, DRIPS], ids=["hangs", "drips"])
async def test_a_server_that_never_ends_is_left_and_not_asked_again(answer) -> None:
    error, requests = await _fails(answer)
    assert "in time" in str(error)
    assert requests == 1


@pytest.mark.parametrize("answer", [GARBAGE, OTHER_JSON, NOT_FOUND, http("200 OK", "[" * 9_999)])
async def test_nonsense_is_no_answer_and_not_asked_for_again(answer) -> None:
    _, requests = await _fails(answer)
    assert requests == 1


@pytest.mark.parametrize("answer", [BAD_GATEWAY, NO_HTTP])
async def test_a_broken_way_is_tried_again_where_that_is_harmless(answer) -> None:
    _, requests = await _fails(answer)
    assert requests == QUICK.tries
    _, requests = await _fails(answer, ONCE)
    assert requests == 1


async def test_a_wait_longer_than_the_budget_is_not_waited_for() -> None:
    with clock.leaping() as pauses:
        error, requests = await _fails(OVERLOADED)
    assert pauses == []
    assert requests == 1
    assert error.retry_after == 10.0


async def test_a_short_wait_is_waited_for() -> None:
    answer = http("503 Service Unavailable", "{}", "Retry-After: 1")
    with clock.leaping() as pauses:
        _, requests = await _fails(answer, Patience(tries=2, together=3.0))
    assert pauses[0] >= 1.0
    assert requests == 2


async def test_where_nothing_listens_is_no_answer() -> None:
    client = Client(closed_port(), "key")
    with pytest.raises(EngineUnavailable):
        await client.ask("GET", "health", Any, patience=READ)


async def test_a_connection_that_died_while_it_was_kept_is_no_failure() -> None:
    with troubled_server(http("200 OK", "{}")) as server:
        client = Client(server.url, "key")
        await client.ask("GET", "health", Any)
        for connection in server.open:
            connection.shutdown(socket.SHUT_RDWR)
        await client.ask("GET", "health", Any)
        assert server.connections == 2
        await client.close()


async def test_many_requests_share_connections() -> None:
    with troubled_server(http("200 OK", "{}")) as server:
        client = Client(server.url, "key")
        for _ in range(5):
            await client.ask("GET", "health", Any)
        assert server.connections == 1
        await asyncio.gather(*(client.ask("GET", "health", Any) for _ in range(20)))
        assert server.connections <= 21
        await client.close()


def test_writes_are_repeated_and_changes_of_settings_are_not() -> None:
    assert WRITE.tries > 1
    assert ONCE.tries == 1
