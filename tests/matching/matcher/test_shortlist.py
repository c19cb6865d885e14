"""A bureau keeps candidates in view: once each, with the reasons of the day."""

from uuid import UUID

import pytest

from foundation.access.actor import Actor
from foundation.database import fetch_value
from foundation.errors import Invalid, NotFound, NotPermitted
from matching.matcher.commands.shortlist import remove_from_shortlist, shortlist_solution
from matching.matcher.permissions import Permission
from matching.matcher.queries import ranked_solutions, shortlist_item, shortlist_of
from matching.search.kinds import CHALLENGE, SOLUTION
from tests.factories.index import BUREAU

PERMISSIONS = frozenset({Permission.READ_OWN_RANKING.value, Permission.KEEP_SHORTLIST.value})
OWNER = Actor(account_id=UUID(int=1), organisation_id=BUREAU, permissions=PERMISSIONS)
OTHER_BUREAU = Actor(account_id=UUID(int=2), organisation_id=UUID(int=77), permissions=PERMISSIONS)
READER = Actor(
    account_id=UUID(int=3),
    organisation_id=BUREAU,
    permissions=frozenset({Permission.READ_OWN_RANKING.value}),
)


@pytest.fixture
async def pair(memory) -> tuple[UUID, UUID]:
    challenge = memory.add(CHALLENGE, "腰の負担", "介助で職員の腰に負担がかかる。")
    solution = memory.add(SOLUTION, "スーツ", "腰の負担を軽くする機器。")
    await memory.index()
    return challenge, solution


async def test_a_solution_is_kept_with_its_reasons(pair):
    entry = await shortlist_solution(OWNER, pair[0], pair[1], note="現場で試したい")
    (item,) = await shortlist_of(OWNER, pair[0])
    assert (item.id, item.solution_id, item.note) == (entry, pair[1], "現場で試したい")
    assert item.found["rank"] == 1 and "腰" in item.found["met"]
    ranking = await ranked_solutions(OWNER, pair[0])
    assert ranking.results[0].shortlisted
    assert await fetch_value("SELECT count(*) FROM audit_event") == 1


async def test_twice_is_once(pair):
    assert await shortlist_solution(OWNER, *pair) == await shortlist_solution(OWNER, *pair)
    assert len(await shortlist_of(OWNER, pair[0])) == 1


async def test_taken_off_it_can_be_put_on_again_and_the_first_entry_is_kept(pair):
    first = await shortlist_solution(OWNER, *pair)
    await remove_from_shortlist(OWNER, *pair)
    assert await shortlist_of(OWNER, pair[0]) == []
    await remove_from_shortlist(OWNER, *pair)
    assert await shortlist_solution(OWNER, *pair) != first
    assert (await shortlist_item(OWNER, first)).solution_id == pair[1]


@pytest.mark.parametrize("actor", [OTHER_BUREAU, READER], ids=["other bureau", "reader"])
async def test_only_the_owner_keeps_it(pair, actor):
    with pytest.raises(NotPermitted):
        await shortlist_solution(actor, *pair)
    with pytest.raises(NotPermitted):
        await remove_from_shortlist(actor, *pair)


async def test_another_bureau_does_not_read_it(pair):
    entry = await shortlist_solution(OWNER, *pair)
    with pytest.raises(NotPermitted):
        await shortlist_of(OTHER_BUREAU, pair[0])
    with pytest.raises(NotPermitted):
        await shortlist_item(OTHER_BUREAU, entry)


async def test_what_is_not_published_or_too_long_is_refused(pair):
    with pytest.raises(NotFound):
        await shortlist_solution(OWNER, pair[0], UUID(int=5))
    with pytest.raises(Invalid):
        await shortlist_solution(OWNER, pair[0], pair[1], note="長" * 501)
    assert await shortlist_of(OWNER, pair[0]) == []
