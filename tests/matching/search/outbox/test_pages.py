"""The operators' page about search."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import httpx
import pytest

from foundation import settings as settings_module
from foundation.database import fetch, fetch_value
from foundation.settings import Settings
from matching.search.engines import selection
from matching.search.engines.routing import EngineState
from matching.search.outbox import length, push
from matching.search.outbox.labels import seconds_words, state_words
from matching.search.outbox.locks import rebuilding
from matching.search.outbox.queries import failures
from tests.factories.identity import post, signed_in
from tests.factories.meilisearch import FakeMeilisearch, meilisearch_running
from tests.matching.search.outbox.model import ModelEngine
from tests.matching.search.outbox.world import cut, indexed, queue

Browsers = Callable[..., httpx.AsyncClient]


@pytest.fixture
def server(settings: Settings, db: None) -> Iterator[FakeMeilisearch]:
    with meilisearch_running() as running:
        settings_module.use(
            replace(settings, meilisearch_url=running.url, meilisearch_key=running.key)
        )
        yield running
        settings_module.use(settings)


async def test_without_meilisearch_it_tells_of_postgresql_alone(new_client: Browsers):
    await indexed()
    operator = await signed_in(new_client, "operator")
    page = (await operator.get("/admin/search")).text
    assert "PostgreSQLが検索に答えています。" in page
    assert "Meilisearch" not in page
    assert "言葉の一致だけで探します" in page


async def test_an_index_that_is_not_there_is_told_with_what_to_do(
    server: FakeMeilisearch, new_client: Browsers
):
    operator = await signed_in(new_client, "operator")
    page = (await operator.get("/admin/search")).text
    assert "Meilisearchに索引がないため、PostgreSQLが答えています。" in page
    assert "kingsalmon search rebuild --engine meilisearch" in page
    english = (await operator.get("/en/admin/search")).text
    assert "Meilisearch has no index, so PostgreSQL answers." in english


async def test_a_served_index_with_its_numbers(server: FakeMeilisearch, new_client: Browsers):
    engine = selection.meilisearch()
    assert engine is not None
    await engine.apply_settings()
    for _ in range(3):
        await queue(await indexed())
    await push.push()
    await queue(await indexed())
    operator = await signed_in(new_client, "operator")
    async with rebuilding():
        page = (await operator.get("/admin/search")).text
    assert "Meilisearchが検索に答えています。" in page
    assert "索引を作り直しています" in page
    assert "受け付けられなかった文書はありません" in page
    await engine.close()


async def test_failures_are_retried_and_given_up_with_one_button(
    engine: ModelEngine, new_client: Browsers
):
    one, other = await indexed(title="毒のある文書"), await indexed()
    engine.poison = {one, other}
    await queue(one, other)
    await push.push()
    operator = await signed_in(new_client, "operator")
    page = (await operator.get("/admin/search")).text
    assert "毒のある文書" in page and "invalid_document_fields" in page and "タスク41" in page

    answer = await post(operator, f"/admin/search/solution/{one.id}/retry", {})
    assert answer.status_code == 303
    due = "SELECT document FROM search_push_failure WHERE retry_at <= now()"
    assert [row["document"] for row in await fetch(due)] == [one.id]
    assert await fetch_value("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'") == 1

    answer = await post(operator, f"/admin/search/solution/{one.id}/drop", {})
    assert answer.status_code == 303
    assert [failure.key for failure in await failures()] == [other]
    await post(operator, "/admin/search/drop", {})
    assert await failures() == []
    assert await length() == 0


async def test_what_is_kept_from_results_is_not_offered_for_giving_up(
    engine: ModelEngine, new_client: Browsers
):
    short = await indexed(title="短くした文書")
    engine.poison = {short}
    await cut(short)
    await push.push()
    operator = await signed_in(new_client, "operator")
    page = (await operator.get("/admin/search")).text
    assert "短くした文書" in page and "検索結果から外しています" in page
    assert "/drop" not in page
    other = await indexed()
    engine.poison = {short, other}
    await queue(other)
    await push.push()
    page = (await operator.get("/admin/search")).text
    assert f"/admin/search/solution/{other.id}/drop" in page
    assert f"/admin/search/solution/{short.id}/drop" not in page
    await post(operator, "/admin/search/drop", {})
    assert [failure.key for failure in await failures()] == [short]


@pytest.mark.parametrize("reason", ["away", "slow", "not_built", "other_settings"])
def test_every_state_has_words_and_advice(reason: str):
    words = state_words(EngineState("postgresql", degraded=True, reason=reason))
    assert not words.good and words.title and words.advice


def test_ages_are_told_in_the_unit_that_suits_them():
    assert [seconds_words(age) for age in (0.4, 89, 120, 7_200)] == ["0秒", "89秒", "2分", "2時間"]
