"""Lists of contests: who sees which, in what order, and how the API reads them on."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from foundation import clock
from foundation.access.actor import ANONYMOUS
from pitch.contests import queries
from tests.factories import challenges, contests
from tests.factories.identity import person

pytestmark = pytest.mark.usefixtures("db")
BASE = "/api/v1/contests"


async def at(days: int, challenge_id: UUID) -> UUID:
    """A contest that takes entries for so many days."""
    deadline = clock.now() + timedelta(days=days)
    return await contests.open_(
        challenge_id=challenge_id,
        entry_deadline=deadline,
        judging_deadline=deadline + timedelta(days=7),
    )


@pytest.fixture
async def three() -> list[UUID]:
    """Contests by deadline, the last first; two at the same moment."""
    challenge_id = await challenges.published()
    late = await at(9, challenge_id)
    return [late, *sorted([await at(5, challenge_id), await at(5, challenge_id)], reverse=True)]


async def test_the_api_reads_every_contest_once_though_two_share_a_deadline(
    new_client, three: list[UUID]
):
    client: httpx.AsyncClient = new_client()
    had: list[str] = []
    params: dict[str, str | int] = {"limit": 1}
    while True:
        page = (await client.get(BASE, params=params)).json()
        had += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        params["cursor"] = page["next_cursor"]
    assert had == [str(one) for one in three]


@pytest.mark.parametrize("cursor", ["nonsense", "WyIxIl0=", "W10=", "é"])
async def test_a_cursor_of_something_else_is_refused_with_its_name(new_client, cursor: str):
    answer = await new_client().get(BASE, params={"cursor": cursor})
    assert answer.status_code == 422
    assert "cursor" in answer.json()["errors"]


async def test_drafts_are_listed_for_the_secretariat_alone(three: list[UUID]):
    draft = await contests.draft()
    secretariat = (await person("secretariat")).actor
    for actor, seen in ((ANONYMOUS, False), (secretariat, True)):
        page = await queries.list_contests(actor, 99)
        feed = await queries.contests_after(actor, None, 100)
        ids = {row.id for row in page.items}
        assert (draft in ids) is seen and ids == {row.id for row in feed.items}
        assert (page.number, page.total) == (1, len(ids))


async def test_those_that_take_entries_come_first(three: list[UUID]):
    with clock.frozen(clock.now() + timedelta(days=6)):
        page = await queries.list_contests(ANONYMOUS)
        assert page.items[0].id == three[0]
        assert [row.takes_entries for row in page.items] == [True, False, False]
        assert [row.id for row in await queries.open_contests()] == three[:1]
        assert await queries.count_open_contests() == 1
