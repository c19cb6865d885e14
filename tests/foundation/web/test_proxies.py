"""Clients are told apart behind proxies, and a proxy that keeps them from it is noticed."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar.types import Receive, Scope, Send
from structlog.testing import capture_logs

from foundation.settings import Settings
from foundation.web.proxies import sightings, with_client_address


async def ask(settings: Settings, *headers: dict[str, str], peer: str) -> list[str]:
    """The addresses that requests with these headers seem to come from."""
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(str(scope["client"][0]))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    whole: Any = with_client_address(app, settings)
    transport = httpx.ASGITransport(app=whole, client=(peer, 1234))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        for one in headers:
            await client.get("/", headers=one)
    await asyncio.sleep(0.05)
    return seen


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    return replace(settings, data_dir=tmp_path)


FORWARDED = {"X-Forwarded-For": "203.0.113.9"}


async def test_a_proxy_that_is_not_trusted_is_noticed_once_in_a_while(own: Settings):
    with capture_logs() as logs:
        assert await ask(own, *[FORWARDED] * 5, peer="172.18.0.1") == ["172.18.0.1"] * 5
    (noticed,) = sightings(own.data_dir)
    assert (noticed.peer, noticed.header) == ("172.18.0.1", "x-forwarded-for")
    assert [one["event"] for one in logs] == ["untrusted_proxy"]
    assert "172.18" not in str(logs) and "203.0" not in str(logs)


async def test_a_trusted_one_is_believed_also_on_a_socket_for_both_kinds_of_addresses(
    own: Settings,
):
    trusting = replace(own, trusted_proxies="172.18.0.1/16")
    assert await ask(trusting, FORWARDED, peer="::ffff:172.18.0.1") == ["203.0.113.9"]
    assert sightings(own.data_dir) == []


async def test_a_trusted_one_that_tells_the_address_in_other_words_is_noticed(own: Settings):
    trusting = replace(own, trusted_proxies="172.18.0.1")
    await ask(trusting, {"X-Real-IP": "203.0.113.9"}, peer="172.18.0.1")
    assert [one.header for one in sightings(own.data_dir)] == ["x-real-ip"]


@pytest.mark.parametrize(
    "written",
    [
        "203.0.113.9:51234",
        '"203.0.113.9"',
        "198.51.100.1, 203.0.113.9",
        "203.0.113.9, 172.18.0.2:4711",
        "::ffff:203.0.113.9",
    ],
)
async def test_a_client_is_one_however_its_address_is_written(own: Settings, written: str):
    trusting = replace(own, trusted_proxies="172.18.0.0/16")
    assert await ask(trusting, {"X-Forwarded-For": written}, peer="172.18.0.1") == ["203.0.113.9"]
    assert sightings(own.data_dir) == []


async def test_a_port_of_ipv6_is_left_out(own: Settings):
    trusting = replace(own, trusted_proxies="172.18.0.1")
    for written in ("[2001:db8::7]:443", '"[2001:db8::7]"', "2001:db8::7"):
        sent = {"X-Forwarded-For": written}
        assert await ask(trusting, sent, peer="172.18.0.1") == ["2001:db8::7"]


async def test_a_second_proxy_that_nobody_named_is_noticed(own: Settings):
    trusting = replace(own, trusted_proxies="172.18.0.1")
    sent = {"X-Forwarded-For": "203.0.113.9, 10.0.0.7"}
    assert await ask(trusting, sent, peer="172.18.0.1") == ["10.0.0.7"]
    assert [one.peer for one in sightings(own.data_dir)] == ["10.0.0.7"]


@pytest.mark.parametrize("written", ["", "unknown", "_hidden, -", "203.0.113.9, unknown"])
async def test_a_trusted_one_that_tells_no_address_is_noticed(own: Settings, written: str):
    trusting = replace(own, trusted_proxies="172.18.0.1")
    sent = {"X-Forwarded-For": written}
    assert await ask(trusting, sent, peer="172.18.0.1") == ["172.18.0.1"]
    assert [one.peer for one in sightings(own.data_dir)] == ["172.18.0.1"]


async def test_requests_without_a_proxy_are_nothing_to_notice(own: Settings):
    assert await ask(own, {}, peer="203.0.113.9") == ["203.0.113.9"]
    assert sightings(own.data_dir) == []


async def test_a_folder_that_cannot_be_written_to_keeps_nobody_from_an_answer(own: Settings):
    nowhere = replace(own, data_dir=own.data_dir / "missing")
    assert await ask(nowhere, FORWARDED, peer="172.18.0.1") == ["172.18.0.1"]
