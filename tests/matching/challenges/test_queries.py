"""Who sees which challenge, and which parts of it."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from foundation import clock
from foundation.access.actor import ANONYMOUS, SYSTEM
from foundation.database import ANY_VERSION
from foundation.errors import NotAuthenticated, NotFound, NotPermitted
from matching.challenges import commands, queries
from matching.challenges.providers import ChallengeDocuments
from matching.challenges.queries import ChallengeFilter
from matching.challenges.states import Act
from tests.factories import challenges
from tests.factories.identity import person
from tests.factories.statements import counted

HIDDEN = ("draft", "submitted", "returned", "withdrawn")
SHOWN = ("published", "closed")


async def _list(**conditions: str) -> list[str]:
    page = await queries.list_challenges(ChallengeFilter(**conditions))
    return [row.title_ja for row in page.items]


@pytest.mark.parametrize("state", HIDDEN)
async def test_what_is_not_public_is_found_by_its_bureau_and_the_secretariat_only(db, state):
    identifier: UUID = await getattr(challenges, state)()
    for role, mark in (
        ("challenge_owner", "（別）"),
        ("pilot_owner", ""),
        ("purchaser", ""),
        ("member", ""),
        ("judge", ""),
        ("operator", ""),
    ):
        reader = (await person(role, mark)).actor
        with pytest.raises(NotFound):
            await queries.challenge_for(reader, identifier)
        assert await queries.visible_challenge_ids(reader, [identifier]) == frozenset()
    with pytest.raises(NotFound):
        await queries.challenge_for(ANONYMOUS, identifier)
    with pytest.raises(NotFound):
        await queries.editions_of(ANONYMOUS, identifier)
    assert await _list() == []
    assert await queries.public_documents([identifier]) == []
    for role in ("challenge_owner", "secretariat"):
        reader = (await person(role)).actor
        view = await queries.challenge_for(reader, identifier)
        assert view.insider and view.state == state
        assert await queries.visible_challenge_ids(reader, [identifier]) == {identifier}


@pytest.mark.parametrize("state", SHOWN)
async def test_the_public_sees_the_challenge_without_its_inner_history(db, state):
    identifier: UUID = await getattr(challenges, state)(None)
    view = await queries.challenge_for(ANONYMOUS, identifier)
    assert view.content == challenges.content()
    assert (view.submitted_at, view.submitted_by, view.submitter_name) == (None, None, None)
    assert (view.returned_reason, view.state_reason, view.acts) == (None, None, ())


async def test_a_reason_of_return_stays_inside_after_publication(db):
    owner, secretariat = await person("challenge_owner"), await person("secretariat")
    identifier = await challenges.returned(owner, reason="内輪の理由")
    await commands.submit_challenge(owner.actor, identifier, ANY_VERSION)
    await commands.publish_challenge(secretariat.actor, identifier, ANY_VERSION)
    for reader in (ANONYMOUS, (await person("challenge_owner", "（別）")).actor):
        view = await queries.challenge_for(reader, identifier)
        assert "内輪の理由" not in repr(view)
    assert (await queries.challenge_for(owner.actor, identifier)).returned_reason == "内輪の理由"


async def test_why_it_closed_is_public_and_why_it_was_reopened_is_not(db):
    owner = await person("challenge_owner")
    identifier = await challenges.closed(owner, reason="候補がそろったため")
    assert (await queries.challenge_for(ANONYMOUS, identifier)).closed_reason
    await commands.reopen_challenge(owner.actor, identifier, "内輪の理由", ANY_VERSION)
    assert "内輪の理由" not in repr(await queries.challenge_for(ANONYMOUS, identifier))


async def test_acts_offered_are_those_allowed(db):
    owner, secretariat = await person("challenge_owner"), await person("secretariat")
    identifier = await challenges.submitted(owner)
    assert (await queries.challenge_for(owner.actor, identifier)).acts == (Act.TAKE_BACK,)
    assert set((await queries.challenge_for(secretariat.actor, identifier)).acts) == {
        Act.PUBLISH,
        Act.RETURN,
    }


async def test_the_list_is_narrowed(db):
    await challenges.published(title_ja="橋を点検したい", category="infrastructure", region="tama")
    await challenges.published(title_ja="100%_の窓口", category="counter_services", closes_on=None)
    await challenges.closed(title_ja="終わった課題", region="islands")
    assert await _list() == ["100%_の窓口", "橋を点検したい", "終わった課題"]
    assert await _list(category="infrastructure") == ["橋を点検したい"]
    assert await _list(region="islands") == ["終わった課題"]
    assert await _list(status="open") == ["100%_の窓口", "橋を点検したい"]
    assert await _list(status="closed") == ["終わった課題"]
    assert await _list(q="橋　点検") == ["橋を点検したい"]
    assert await _list(q="%_") == ["100%_の窓口"]
    assert await _list(q="C-2026-001") == ["橋を点検したい"]
    assert await _list(q="装着型") == []
    with clock.frozen(datetime(2026, 12, 11, 15, tzinfo=UTC)):
        assert await _list(status="open") == ["100%_の窓口"]
        assert await _list(status="closed") == ["終わった課題", "橋を点検したい"]


async def test_open_challenges_come_by_their_last_day(db):
    await challenges.published(title_ja="締切なし", closes_on=None)
    await challenges.published(title_ja="あとで", closes_on=date(2027, 1, 15))
    await challenges.published(title_ja="すぐ", closes_on=date(2026, 11, 24))
    await challenges.closed(title_ja="終わり")
    assert [row.title_ja for row in await queries.open_challenges()] == [
        "すぐ",
        "あとで",
        "締切なし",
    ]
    assert len(await queries.open_challenges(2)) == 2
    assert await queries.count_open_challenges() == 3


async def test_own_and_waiting_lists_are_for_their_roles(db):
    owner, other = await person("challenge_owner"), await person("challenge_owner", "（別）")
    secretariat = await person("secretariat")
    await challenges.draft(owner)
    await challenges.submitted(owner)
    await challenges.submitted(other)
    assert (await queries.own_challenges(owner.actor)).total == 2
    assert (await queries.own_challenges(owner.actor, state="draft")).total == 1
    assert (await queries.challenges_to_review(secretariat.actor)).total == 2
    with pytest.raises(NotPermitted):
        await queries.own_challenges(secretariat.actor)
    with pytest.raises(NotPermitted):
        await queries.challenges_to_review(owner.actor)
    with pytest.raises(NotAuthenticated):
        await queries.own_challenges(ANONYMOUS)


async def test_matching_reads_the_problem_and_never_the_assumed_solution(db):
    identifier = await challenges.published()
    await challenges.draft()
    [text] = await queries.published_challenge_texts()
    assert text.id == identifier and "移乗" in text.body and "180回" in text.body
    assert "装着型" not in repr(text)
    found = await ChallengeDocuments().text_of([identifier])
    assert found[identifier].published and "装着型" not in repr(found)
    assert "C-2026-001" in found[identifier].words
    assert await ChallengeDocuments().visible_ids(ANONYMOUS, [identifier]) == {identifier}
    [values] = await queries.challenge_values([identifier])
    assert values.content == challenges.content() and values.is_public


async def test_the_history_tells_who_did_what(db):
    owner = await person("challenge_owner")
    identifier = await challenges.published(owner)
    events = await queries.history_of(SYSTEM, identifier)
    assert [event.account_name for event in events] == [owner.name, owner.name, "secretariat"]
    with pytest.raises(NotPermitted):
        await queries.history_of((await person("member")).actor, identifier)
    with pytest.raises(NotAuthenticated):
        await queries.history_of(ANONYMOUS, identifier)


@pytest.mark.parametrize("rows", [1, 3])
async def test_lists_ask_the_same_number_of_queries_however_long(db, rows, monkeypatch):
    for _ in range(rows):
        await challenges.published()
    owner = await person("challenge_owner")
    with counted(monkeypatch) as asked:
        await queries.list_challenges(ChallengeFilter())
        await queries.own_challenges(owner.actor)
        await queries.open_challenges()
        await queries.published_challenge_texts()
    assert len(asked) == 4
