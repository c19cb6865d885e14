"""Saved searches: new documents only, each once, at the hour chosen."""

from datetime import UTC, datetime, timedelta

import pytest

from foundation import clock
from foundation.access.actor import ANONYMOUS
from foundation.database import execute, fetch, fetch_value
from foundation.errors import Conflict, Invalid, MadeAlready, NotAuthenticated, NotFound
from foundation.ids import new_id
from foundation.jobs.registry import find, perform
from matching.alerts import commands, queries
from matching.alerts.commands import MOST_SEARCHES
from matching.alerts.kinds import Frequency, Kind
from matching.alerts.sending.letters import LISTED
from tests.factories import contests
from tests.factories.identity import OTHER, person
from tests.factories.solutions import solution
from tests.matching.alerts.worlds import (
    ROADS,
    publish_challenge,
    publish_solution,
    told,
    withdraw_challenge,
)

TUESDAY = datetime(2026, 11, 24, 3, tzinfo=UTC)
"""Noon in Tokyo."""


def later(days: float):
    """The clock, so many days after the searches were saved."""
    return clock.frozen(TUESDAY + timedelta(days=days))


async def send(alerts):
    await perform(find("alerts.digests"), {})
    return await alerts()


@pytest.fixture
async def reader(alerts):
    """Somebody who is told of nothing else."""
    who = await person("judge")
    await commands.save_search(who.actor, new_id(), "q=腰", Frequency.DAILY, "腰の負担")
    return who


async def test_a_digest_holds_what_is_new_since_and_only_that(alerts, reader):
    await publish_challenge(**ROADS)
    found = await publish_challenge()
    assert await send(alerts) == [], "not on the day it was saved"
    with later(1):
        (mail,) = await send(alerts)
        assert await send(alerts) == [mail], "not again within the day"
    assert (mail.recipient, mail.state) == (reader.email, "sent")
    assert "新着が1件" in mail.subject
    assert "■ 腰の負担（新着1件）" in mail.body and f"/challenges/{found}" in mail.body
    assert "道路" not in mail.body and "/search?q=" in mail.body
    with later(2):
        assert len(await send(alerts)) == 1, "nothing is news twice"


async def test_what_was_there_before_is_no_news(alerts):
    await publish_challenge()
    who = await person("judge")
    with later(0.1):
        await commands.save_search(who.actor, new_id(), "q=腰", Frequency.DAILY)
    with later(1):
        assert await send(alerts) == []


async def test_it_comes_in_the_morning(alerts, reader):
    await publish_challenge()
    with clock.frozen(datetime(2026, 11, 24, 22, 59, tzinfo=UTC)):
        assert await send(alerts) == []
    with clock.frozen(datetime(2026, 11, 24, 23, 0, tzinfo=UTC)):
        assert len(await send(alerts)) == 1


async def test_weekly_ones_come_on_monday_or_when_a_week_was_missed(alerts):
    who = await person("judge")
    await commands.save_search(who.actor, new_id(), "q=腰", Frequency.WEEKLY)
    await publish_challenge()
    for days in (1, 5):
        with later(days):
            assert await send(alerts) == []
    with later(6):
        assert len(await send(alerts)) == 1, "30 November is a Monday"
    await publish_challenge(title_ja="腰に来る荷下ろし", title_en=None)
    with later(6 + 7 + 1):
        assert len(await send(alerts)) == 2, "a Monday without a worker is made up"


async def test_a_document_stands_under_one_search_only(alerts, reader):
    await commands.save_search(reader.actor, new_id(), "kind=challenge", Frequency.DAILY, "課題")
    found = await publish_challenge()
    await publish_challenge(**ROADS)
    with later(1):
        (mail,) = await send(alerts)
    assert mail.body.count(f"/challenges/{found}") == 1
    assert "■ 腰の負担（新着1件）" in mail.body and "■ 課題（新着1件）" in mail.body


async def test_filters_and_other_kinds_are_looked_for_too(alerts):
    who = await person("judge")
    await commands.save_search(
        who.actor, new_id(), "kind=contest&status=open", Frequency.DAILY, "募集"
    )
    contest = await contests.open_()
    await publish_challenge(**ROADS)
    with later(1):
        (mail,) = await send(alerts)
    assert f"/contests/{contest}" in mail.body and "/challenges/" not in mail.body


async def test_own_records_are_no_news(alerts):
    owner = await person("challenge_owner")
    await commands.save_search(owner.actor, new_id(), "q=腰", Frequency.DAILY)
    await commands.choose(owner.actor, {Kind.SOLUTION_FITS: False})
    await publish_challenge(owner)
    with later(1):
        assert await send(alerts) == []
    await publish_challenge(await person("challenge_owner", OTHER))
    with later(2):
        (mail,) = await send(alerts)
    assert "（別）" in mail.body


async def test_who_was_told_at_once_is_not_told_again_by_a_digest(alerts):
    for n in range(4):
        await solution("（穴）", title_ja=f"路面 {n}", problem_ja="舗装の穴。", how_ja="車で撮る。")
    await solution()
    member = await person("member")
    await commands.save_search(member.actor, new_id(), "q=腰", Frequency.DAILY)
    await publish_challenge()
    assert len(await alerts()) == 1
    with later(1):
        assert len(await send(alerts)) == 1
    assert await told() == 1


async def test_what_is_gone_when_the_mail_leaves_is_not_in_it(alerts, reader):
    first = await publish_challenge()
    second = await publish_challenge(title_ja="腰に来る荷下ろし", title_en=None)
    await alerts()
    with later(1):
        await perform(find("alerts.digest"), {"account_id": str(reader.account_id)})
        await withdraw_challenge(first)
        (mail,) = await alerts()
    assert str(first) not in mail.body and str(second) in mail.body
    assert "新着が1件" in mail.subject
    assert await told() == 1


async def test_many_finds_are_counted_not_listed(alerts, reader):
    for n in range(LISTED + 3):
        await publish_challenge(title_ja=f"腰の負担 {n}", title_en=None)
    with later(1):
        (mail,) = await send(alerts)
    assert mail.body.count("/challenges/") == LISTED and "ほか3件" in mail.body
    assert await told() == LISTED + 3


async def test_one_that_is_paused_or_deleted_finds_nothing(alerts, reader):
    (search,) = await queries.own_searches(reader.actor)
    await commands.change_search(
        reader.actor, search.id, search.version, name="止めた", frequency=Frequency.PAUSED
    )
    await publish_challenge()
    with later(1):
        assert await send(alerts) == []
        await commands.change_search(
            reader.actor, search.id, 2, name="また", frequency=Frequency.DAILY
        )
    with later(2):
        assert await send(alerts) == [], "what came out while it was paused is no news"
    await commands.delete_search(reader.actor, search.id)
    await commands.delete_search(reader.actor, search.id)
    assert await queries.own_searches(reader.actor) == []


async def test_the_same_search_in_another_spelling_is_one(reader):
    actor = reader.actor
    first = await commands.save_search(actor, new_id(), "?q=介助 種類:課題", Frequency.DAILY)
    again = await commands.save_search(actor, new_id(), "kind=challenge&q=介助 ", Frequency.WEEKLY)
    assert (first.new, again.new, first.id) == (True, False, again.id)
    twice = new_id()
    await commands.save_search(actor, twice, "q=防災", Frequency.DAILY)
    assert not (await commands.save_search(actor, twice, "q=防災", Frequency.DAILY)).new
    with pytest.raises(MadeAlready):
        await commands.save_search(actor, twice, "q=別", Frequency.DAILY)
    names = {one.name for one in await queries.own_searches(actor)}
    assert names == {"腰の負担", "介助、課題", "防災"}


async def test_there_is_a_limit(reader):
    for n in range(MOST_SEARCHES - 1):
        await commands.save_search(reader.actor, new_id(), f"q=語{n}", Frequency.DAILY)
    with pytest.raises(Conflict):
        await commands.save_search(reader.actor, new_id(), "q=もう一つ", Frequency.DAILY)


@pytest.mark.parametrize("query", ["", "?", "q=", "order=newest", "page=3", "q=%20"])
async def test_a_search_that_asks_nothing_is_not_kept(db, query):
    who = await person("judge")
    with pytest.raises(Invalid):
        await commands.save_search(who.actor, new_id(), query, Frequency.DAILY)


async def test_each_has_their_own(reader):
    (search,) = await queries.own_searches(reader.actor)
    other = await person("operator")
    assert await queries.own_searches(other.actor) == []
    with pytest.raises(NotFound):
        await commands.change_search(
            other.actor, search.id, 1, name="取る", frequency=Frequency.DAILY
        )
    await commands.delete_search(other.actor, search.id)
    assert len(await queries.own_searches(reader.actor)) == 1
    with pytest.raises(NotAuthenticated):
        await commands.save_search(ANONYMOUS, new_id(), "q=腰", Frequency.DAILY)


async def test_changes_are_by_version_and_named(reader):
    (search,) = await queries.own_searches(reader.actor)
    actor = reader.actor
    await commands.change_search(actor, search.id, 1, name="新しい名", frequency=Frequency.WEEKLY)
    with pytest.raises(Conflict):
        await commands.change_search(actor, search.id, 1, name="古い頁", frequency=Frequency.DAILY)
    for name in (" ", "長" * 101):
        with pytest.raises(Invalid):
            await commands.change_search(actor, search.id, 2, name=name, frequency=Frequency.DAILY)
    rows = await fetch("SELECT action FROM audit_event WHERE object_kind = 'saved_search'")
    assert [row["action"] for row in rows] == ["alerts.save_search", "alerts.change_search"]


async def test_publication_is_remembered_once(alerts):
    challenge_id = await publish_challenge()
    solution_id = await publish_solution()
    with later(3):
        await withdraw_challenge(challenge_id)
    kinds = await fetch("SELECT kind, id FROM alert_publication ORDER BY kind")
    assert {(row["kind"], row["id"]) for row in kinds} == {
        ("challenge", challenge_id),
        ("solution", solution_id),
    }


async def test_an_account_that_is_gone_gets_nothing(alerts, reader):
    await publish_challenge()
    await execute(
        "UPDATE account SET state = 'suspended', suspended_at = now() WHERE id = $1",
        reader.account_id,
    )
    with later(1):
        assert await send(alerts) == []
    assert await fetch_value("SELECT count(*) FROM mail_message WHERE body LIKE '%/stop/%'") == 0
