"""`/metrics`: who may read it, what it tells, and that it names nobody."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import asyncpg
import httpx
import pytest

from foundation import settings as settings_module
from foundation.settings import Settings
from portal import metrics
from tests.factories import challenges
from tests.matching.search.outbox.world import indexed

KEY = "metrics-key-of-the-test"
Browsers = Callable[..., httpx.AsyncClient]


@pytest.fixture
def with_key(settings: Settings, db: None) -> Iterator[None]:
    settings_module.use(replace(settings, metrics_key=KEY))
    yield
    settings_module.use(settings)


def values(text: str) -> dict[str, float]:
    """Name with labels → value."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


async def test_the_demo_serves_it_without_a_key(client: httpx.AsyncClient):
    answer = await client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


async def test_outside_the_demo_it_is_not_there_without_a_key(
    client: httpx.AsyncClient, settings: Settings
):
    settings_module.use(replace(settings, demo=False))
    try:
        assert (await client.get("/metrics")).status_code == 404
    finally:
        settings_module.use(settings)


@pytest.mark.usefixtures("with_key")
@pytest.mark.parametrize(
    ("header", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": KEY}, 401),
        ({"Authorization": "Bearer 鍵".encode()}, 401),
        ({"Authorization": f"Bearer {KEY}"}, 200),
    ],
)
async def test_with_a_key_it_is_for_its_holder(
    client: httpx.AsyncClient, header: dict[str, str], status: int
):
    answer = await client.get("/metrics", headers=header)
    assert answer.status_code == status
    assert ("king_salmon" in answer.text) == (status == 200)


async def test_it_tells_how_search_jobs_and_the_database_are(client: httpx.AsyncClient):
    await indexed()
    found = values((await client.get("/metrics")).text)
    assert found["king_salmon_database_up"] == 1
    assert found["king_salmon_search_lag_seconds"] == 0
    assert found["king_salmon_search_outbox_documents"] == 0
    assert found["king_salmon_search_push_failures"] == 0
    assert found['king_salmon_search_engine_up{engine="postgresql"}'] == 1
    assert found['king_salmon_search_documents{kind="solution"}'] == 1
    assert found["king_salmon_embedding_pending_documents"] == 0
    assert found['king_salmon_jobs{state="failed"}'] == 0
    assert found["king_salmon_jobs_oldest_waiting_seconds"] == 0
    assert found['king_salmon_lane_jobs_waiting{lane="urgent"}'] == 0
    assert found['king_salmon_lane_oldest_waiting_seconds{lane="sealing"}'] == 0
    assert found["king_salmon_audit_sealing_lag_seconds"] >= 0
    assert found['king_salmon_database_connections{state="open"}'] >= 1


async def test_requests_are_counted_by_route_and_status(client: httpx.AsyncClient):
    challenge = await challenges.published()
    name = "king_salmon_request_duration_seconds_count"
    shown = f'{name}{{method="GET",route="/challenges/{{challenge_id}}",status="200"}}'
    missing = f'{name}{{method="GET",route="(none)",status="404"}}'
    before = values((await client.get("/metrics")).text)
    for path in (f"/challenges/{challenge}", f"/en/challenges/{challenge}", "/nothing/here"):
        await client.get(path)
    after = values((await client.get("/metrics")).text)
    assert after[shown] - before.get(shown, 0) == 2
    assert after[missing] - before.get(missing, 0) == 1


async def test_no_label_holds_an_id_or_an_address(client: httpx.AsyncClient):
    challenge = await challenges.published()
    await client.get(f"/challenges/{challenge}?q=secret-words@example.jp")
    text = (await client.get("/metrics")).text
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", text)
    assert "@" not in text and "secret-words" not in text


async def test_a_database_that_is_away_is_told(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    async def away() -> None:
        raise asyncpg.CannotConnectNowError("starting up")

    monkeypatch.setattr(metrics, "backlog", away)
    found = values((await client.get("/metrics")).text)
    assert found["king_salmon_database_up"] == 0


async def test_many_documents_are_not_counted_each_time(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(metrics, "MANY", 1)
    monkeypatch.setattr(metrics, "_kept", None)
    name = 'king_salmon_search_documents{kind="solution"}'
    for expected in (1, 1):
        await indexed()
        assert values((await client.get("/metrics")).text)[name] == expected
    monkeypatch.setattr(metrics, "_kept", None)
    monkeypatch.setattr(metrics, "KEPT_SECONDS", 0.0)
    assert values((await client.get("/metrics")).text)[name] == 2
