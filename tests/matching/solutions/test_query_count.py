"""Lists ask the same number of queries however long they are."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from asyncpg.pool import PoolConnectionProxy

from matching.startups.states import StartupState
from tests.factories.identity import api_client, signed_in
from tests.factories.solutions import solution
from tests.factories.startups import startup


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the database is asked from now on."""
    seen: list[str] = []
    original = PoolConnectionProxy.fetch

    async def counted(self: Any, sql: str, *args: Any, **options: Any) -> Any:
        seen.append(sql)
        return await original(self, sql, *args, **options)

    monkeypatch.setattr(PoolConnectionProxy, "fetch", counted)
    return seen


async def test_lists_do_not_ask_more_for_more_rows(
    new_client: Callable[..., httpx.AsyncClient], asked: list[str]
):
    member, office = (
        await signed_in(new_client, "member"),
        await signed_in(new_client, "secretariat"),
    )
    token = await api_client(new_client, "member")
    startup_id = await startup()
    pages = [
        (new_client(), "/solutions"),
        (member, "/solutions/mine"),
        (new_client(), "/startups"),
        (new_client(), f"/startups/{startup_id}"),
        (office, "/startups/review"),
        (token, "/api/v1/solutions"),
        (token, "/api/v1/solutions/mine"),
        (token, "/api/v1/startups"),
    ]
    await token.get("/api/v1/me")  # a token's first use in a minute is written down
    counts = []
    for more in (1, 2):
        for number in range(more):
            await solution()
            await startup(f"待つ{more}{number}", StartupState.REGISTERED)
        counts.append([await _count(browser, address, asked) for browser, address in pages])
    assert counts[0] == counts[1]
    assert all(counts[0])


async def _count(browser: httpx.AsyncClient, address: str, asked: list[str]) -> int:
    asked.clear()
    assert (await browser.get(address)).status_code == 200
    return len(asked)
