"""Entering with a registered solution, in time, once, and withdrawing."""

import asyncio
from datetime import timedelta

import msgspec
import pytest

from foundation import clock
from foundation.database import fetch_one, fetch_value
from foundation.errors import Conflict, Invalid, MadeAlready, NotFound, NotPermitted, TooLate
from foundation.ids import new_id
from matching.solutions.states import SolutionState
from pitch.contests.entries import commands as entering
from pitch.contests.entries import queries
from tests.factories import contests, judging
from tests.factories.identity import OTHER, person
from tests.factories.mail import recent_mail
from tests.factories.solutions import solution
from tests.races import while_another_writes

pytestmark = pytest.mark.usefixtures("db")


async def count() -> int:
    return await fetch_value("SELECT count(*) FROM entry")


async def test_an_entry_keeps_the_solution_as_it_was_and_is_confirmed_by_mail():
    contest_id = await contests.open_()
    entry_id = await contests.entry(contest_id)
    row = await fetch_one("SELECT * FROM entry WHERE id = $1", entry_id)
    assert row is not None
    assert row["snapshot"]["content"]["title_ja"] == "移乗支援ロボット リフトアイ"
    read = await queries.entry_for((await person("secretariat")).actor, entry_id)
    assert msgspec.to_builtins(read.snapshot) == row["snapshot"]
    member = await person("member")
    assert [mail.recipient for mail in await recent_mail() if "受け付け" in mail.subject] == [
        member.email
    ]


async def test_a_double_click_enters_once():
    contest_id, solution_id, entry_id = await contests.open_(), await solution(), new_id()
    member = await person("member")
    both = await asyncio.gather(
        *(
            entering.enter_contest(member.actor, entry_id, contest_id, solution_id)
            for _click in range(2)
        )
    )
    assert await count() == 1
    assert both[0] == both[1]
    with pytest.raises(MadeAlready):
        await entering.enter_contest(
            member.actor, entry_id, contest_id, solution_id, "別のひとこと"
        )


async def test_a_startup_enters_a_contest_once():
    contest_id = await contests.open_()
    await contests.entry(contest_id)
    with pytest.raises(Conflict, match="応募済み"):
        await contests.entry(contest_id)
    assert await count() == 1


async def test_a_late_entry_is_refused_by_the_servers_clock():
    contest_id, solution_id = await contests.open_(), await solution()
    member = await person("member")
    with clock.frozen(clock.now() + timedelta(days=17)), pytest.raises(TooLate, match="締切"):
        await entering.enter_contest(member.actor, new_id(), contest_id, solution_id)
    assert await count() == 0


async def test_a_late_entrant_is_not_told_that_the_result_is_decided():
    world = await judging.decided()
    member, solution_id = await person("member"), await solution()
    with pytest.raises(TooLate) as refused:
        await entering.enter_contest(member.actor, new_id(), world.id, solution_id)
    assert refused.value.present_state == "judging"


async def test_the_last_second_counts():
    contest_id, solution_id = await contests.open_(), await solution()
    member = await person("member")
    with clock.frozen(clock.now() + timedelta(days=17) - timedelta(seconds=1)):
        await entering.enter_contest(member.actor, new_id(), contest_id, solution_id)
    assert await count() == 1


async def test_only_own_published_solutions_enter():
    contest_id = await contests.open_()
    member = await person("member")
    for solution_id in (
        await solution(OTHER),
        await solution(state=SolutionState.DRAFT),
        new_id(),
    ):
        with pytest.raises(Invalid) as refusal:
            await entering.enter_contest(member.actor, new_id(), contest_id, solution_id)
        assert "solution_id" in refusal.value.errors
    assert await count() == 0


async def test_an_entry_waits_for_its_solution_that_is_being_withdrawn():
    contest_id, solution_id = await contests.open_(), await solution()
    member = await person("member")
    with pytest.raises(Invalid) as refusal:
        await while_another_writes(
            "UPDATE solution SET state = 'withdrawn', withdrawn_at = now(), state_reason = '終売' "
            "WHERE id = $1",
            solution_id,
            command=entering.enter_contest(member.actor, new_id(), contest_id, solution_id),
        )
    assert "solution_id" in refusal.value.errors
    assert await count() == 0


async def test_others_do_not_enter():
    contest_id, solution_id = await contests.open_(), await solution()
    for role in ("challenge_owner", "secretariat", "judge"):
        who = await person(role)
        with pytest.raises(NotPermitted):
            await entering.enter_contest(who.actor, new_id(), contest_id, solution_id)
    assert await count() == 0


async def test_a_draft_contest_is_not_found():
    contest_id, solution_id = await contests.draft(), await solution()
    member = await person("member")
    with pytest.raises(NotFound):
        await entering.enter_contest(member.actor, new_id(), contest_id, solution_id)


async def test_withdrawing_frees_the_place_for_another_entry():
    contest_id = await contests.open_()
    entry_id = await contests.entry(contest_id)
    member = await person("member")
    await entering.withdraw_entry(member.actor, entry_id, "製品を改めるため")
    again = await contests.entry(contest_id)
    assert again != entry_id
    with pytest.raises(Conflict):
        await entering.withdraw_entry(member.actor, entry_id)


async def test_only_the_entrant_withdraws():
    contest_id = await contests.open_()
    entry_id = await contests.entry(contest_id)
    for who in (await person("member", OTHER), await person("secretariat")):
        with pytest.raises(NotPermitted):
            await entering.withdraw_entry(who.actor, entry_id)


async def test_entries_are_seen_by_their_startup_the_secretariat_and_the_judges():
    contest_id = await contests.open_()
    entry_id = await contests.entry(contest_id)
    for role in ("member", "secretariat", "judge"):
        who = await person(role)
        assert (await queries.entry_for(who.actor, entry_id)).id == entry_id
    for who in (
        await person("member", OTHER),
        await person("judge", OTHER),
        await person("challenge_owner"),
        await person("operator"),
    ):
        with pytest.raises(NotFound):
            await queries.entry_for(who.actor, entry_id)


async def test_control_characters_of_a_message_are_left_out():
    contest_id, solution_id, member = (
        await contests.open_(),
        await solution(),
        await person("member"),
    )
    made = await entering.enter_contest(
        member.actor, new_id(), contest_id, solution_id, " すぐ\x00使え\u202eます "
    )
    assert (
        await fetch_value("SELECT message_ja FROM entry WHERE id = $1", made.id) == "すぐ使えます"
    )
