"""Scoped keys: made once, found again, made anew when their rights differ."""

import httpx
import pytest

from search_index.build.keys import make_keys
from search_index.build.server import Server, ServerTrouble
from tests.factories.meilisearch import FakeMeilisearch, meilisearch_running


@pytest.fixture
def server():
    with meilisearch_running() as running:
        yield running


async def test_three_keys_with_no_more_than_they_need(server: FakeMeilisearch):
    app, build, watch = await make_keys(server.url, server.key, "city_")
    assert (app.name, build.name, watch.name) == ("app", "build", "watch")
    made = {key["uid"]: key for key in server.handlers.keys.values()}
    assert made[str(app.uid)]["indexes"] == made[str(build.uid)]["indexes"] == ["city_documents*"]
    assert "indexes.delete" not in made[str(app.uid)]["actions"]
    assert "search" not in made[str(watch.uid)]["actions"]
    assert all("keys" not in action for key in made.values() for action in key["actions"])


async def test_a_second_time_finds_the_same(server: FakeMeilisearch):
    first = await make_keys(server.url, server.key, "")
    writes = [one for one in server.received if one.method != "GET"]
    assert await make_keys(server.url, server.key, "") == first
    assert [one for one in server.received if one.method != "GET"] == writes


async def test_other_rights_are_replaced_and_the_value_stays(server: FakeMeilisearch):
    first = await make_keys(server.url, server.key, "")
    server.handlers.keys[first[0].value]["actions"] = ["*"]
    assert await make_keys(server.url, server.key, "") == first
    assert "*" not in server.handlers.keys[first[0].value]["actions"]


async def test_another_prefix_has_other_keys_that_reach_nothing_of_ours(server: FakeMeilisearch):
    ours = await make_keys(server.url, server.key, "a_")
    theirs = await make_keys(server.url, server.key, "b_")
    assert {key.value for key in ours}.isdisjoint(key.value for key in theirs)
    async with httpx.AsyncClient(base_url=server.url) as client:
        answer = await client.get(
            "/indexes/a_documents/settings",
            headers={"Authorization": f"Bearer {theirs[0].value}"},
        )
    assert answer.status_code == 403


async def test_a_wrong_master_key_says_so_without_naming_it(server: FakeMeilisearch):
    with pytest.raises(ServerTrouble) as raised:
        await make_keys(server.url, "wrong-master-key-000", "")
    assert raised.value.of_the_key
    assert "wrong-master-key" not in str(raised.value)


async def test_a_key_for_some_indexes_sees_the_end_of_a_swap_and_of_a_cancelation(
    server: FakeMeilisearch,
) -> None:
    build = (await make_keys(server.url, server.key, "a_"))[1]
    remote = Server(server.url, build.value)
    for name in ("a_documents", "a_documents-shadow"):
        await remote.create(name)
    made = server.state.index("a_documents-shadow").created
    await remote.swap("a_documents", "a_documents-shadow")
    assert server.state.index("a_documents").created == made
    await remote.cancel_writes("a_documents")
    server.state.fail_with = ["index_not_found"]
    with pytest.raises(ServerTrouble, match="not swapped"):
        await remote.swap("a_documents", "a_documents-shadow")
