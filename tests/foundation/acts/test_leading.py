"""Leading a record on: only by its ways, by those who may, seen as it is, once, and told once."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation import clock
from foundation.access.actor import ANONYMOUS, Actor
from foundation.acts import Reason, Row, Step, Way, clear, sign, stamp, then
from foundation.database import (
    ANY_VERSION,
    SeenVersion,
    execute,
    fetch_one,
    in_transaction,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotAuthenticated, NotFound, NotPermitted
from foundation.ids import new_id
from foundation.text import LONGEST_REASON
from tests.foundation.acts.lamps import (
    ASSISTANT,
    KEEPER,
    LAMP,
    LAMPS,
    STRANGER,
    WATCHER,
    Act,
    LampState,
    events,
    lamp,
    new_lamp,
)

pytestmark = pytest.mark.usefixtures("lamps")
WHY = "because"


async def refused(
    error: type[Exception],
    who: Actor,
    lamp_id: UUID,
    act: Act,
    version: SeenVersion = ANY_VERSION,
    reason: str = WHY,
):
    """The refusal, which changed nothing and told nobody."""
    before, told = await lamp(lamp_id), await events(lamp_id)
    with pytest.raises(error) as caught:
        await LAMPS.lead(who, lamp_id, act, version, reason=reason)
    assert (await lamp(lamp_id), await events(lamp_id)) == (before, told)
    return caught.value


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from([KEEPER, KEEPER, KEEPER, ASSISTANT, WATCHER, STRANGER, ANONYMOUS]),
            st.sampled_from(list(Act)),
            st.sampled_from([WHY, WHY, ""]),
            st.sampled_from([0, 0, -1]),
            st.booleans(),
        ),
        max_size=12,
    )
)
async def test_only_allowed_ways_change_the_state_and_refused_ones_tell_nothing(
    steps: list[tuple[Actor, Act, str, int, bool]],
):
    lamp_id, state, version, told = await new_lamp(), "off", 1, list[str]()
    for who, act, reason, behind, wired in steps:
        await execute("UPDATE lamp SET wired = $2 WHERE id = $1", lamp_id, wired)
        way = LAMP.way({"state": state, "wired": wired}, act)
        seen = version + behind
        if who is ANONYMOUS:
            await refused(NotAuthenticated, who, lamp_id, act, seen, reason)
        elif who is STRANGER:
            await refused(NotFound, who, lamp_id, act, seen, reason)
        elif who is WATCHER:
            await refused(NotPermitted, who, lamp_id, act, seen, reason)
        elif way is None:
            conflict = await refused(Conflict, who, lamp_id, act, seen, reason)
            shown = "on" if who is ASSISTANT and state == "broken" else state
            assert (conflict.message, conflict.present_state) == (f"The lamp is {shown}.", shown)
        elif way.reason is Reason.REQUIRED and not reason:
            await refused(Invalid, who, lamp_id, act, seen, reason)
        elif behind:
            conflict = await refused(Conflict, who, lamp_id, act, seen, reason)
            assert "ほかの人が先に変更しました" in conflict.message
        else:
            made = await LAMPS.lead(who, lamp_id, act, seen, reason=reason)
            state, version = str(way.target), version + 1
            told.append(LAMP.event(way))
            assert (made.id, made.state, made.version) == (lamp_id, state, version)
    kept = await lamp(lamp_id)
    assert (kept["state"], kept["version"]) == (state, version)
    assert [one["action"] for one in await events(lamp_id)] == told


async def test_two_at_once_make_one_change_and_one_event():
    lamp_id = await new_lamp()
    answers = await asyncio.gather(
        *(LAMPS.lead(KEEPER, lamp_id, Act.LIGHT, 1) for _click in range(2)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in answers) == ["Conflict", "Led"]
    assert (await lamp(lamp_id))["version"] == 2
    assert len(await events(lamp_id)) == 1


async def test_a_record_that_is_not_there_is_as_one_that_is_hidden():
    hidden = await refused(NotFound, STRANGER, await new_lamp(), Act.LIGHT)
    with pytest.raises(NotFound) as absent:
        await LAMPS.lead(STRANGER, new_id(), Act.LIGHT, ANY_VERSION)
    assert absent.value.message == hidden.message


async def test_who_may_not_know_a_state_is_not_told_it_by_a_stale_version():
    lamp_id = await new_lamp(state="broken")
    conflict = await refused(Conflict, ASSISTANT, lamp_id, Act.MEND, 7)
    assert conflict.present_state == "on"


async def test_a_reason_is_cleaned_once_and_kept_where_its_way_says():
    lamp_id = await new_lamp(state="on")
    await LAMPS.lead(KEEPER, lamp_id, Act.REPORT, ANY_VERSION, reason=" \u200bit\r\nhums ")
    kept = await lamp(lamp_id)
    assert (kept["fault"], kept["state_reason"]) == ("it\nhums", None)
    assert (await events(lamp_id))[0]["after"]["reason"] == "it\nhums"
    too_long = await refused(Invalid, KEEPER, lamp_id, Act.MEND, reason="長" * (LONGEST_REASON + 1))
    assert set(too_long.errors) == {"reason"}


async def test_a_reason_that_nobody_asked_for_is_not_kept():
    lamp_id = await new_lamp(state_reason="older")
    await LAMPS.lead(KEEPER, lamp_id, Act.LIGHT, ANY_VERSION, reason=WHY)
    assert (await lamp(lamp_id))["state_reason"] is None


async def test_a_record_that_is_not_written_yet_is_made_by_its_first_act():
    ways = (*LAMP.ways, Way(Act.LIGHT, "planned", LampState.ON))
    machine = replace(LAMP, unwritten="planned", ways=ways)
    planned = replace(LAMPS, machine=machine, quiet={"reason"})
    row = {"id": new_id(), "version": 0, "state": "planned", "hidden": True, "wired": False}
    async with transaction():
        made = await planned.take(KEEPER, row, Act.LIGHT, 0, columns=sign("lit"))
    assert (made.id, made.state, made.version) == (row["id"], "on", 1)
    assert (await lamp(made.id))["lit_by"] == KEEPER.account_id
    [told] = await events(made.id)
    assert told["before"]["state"] == "planned" and told["after"]["state"] == "on"
    assert "reason" not in told["after"]
    async with transaction():
        with pytest.raises(Conflict, match="The lamp is planned"):
            await planned.take(KEEPER, row, Act.MEND, 0, reason=WHY)
        with pytest.raises(Conflict):
            await planned.take(KEEPER, row, Act.LIGHT, 0)
    assert len(await events(made.id)) == 1


async def test_columns_are_written_with_the_state_and_told_before_and_after():
    lamp_id = await new_lamp()
    light = LAMPS.at_once(Act.LIGHT, columns=sign("lit"))
    assert (await light(KEEPER, lamp_id, 1)).state == "on"
    kept = await lamp(lamp_id)
    assert kept["lit_at"] == kept["updated_at"] == clock.now()
    assert kept["lit_by"] == KEEPER.account_id
    (event,) = await events(lamp_id)
    assert event["before"] == {"state": "off", "lit_at": None}
    assert set(event["after"]) == {"state", "lit_at", "reason"}
    put_out = LAMPS.with_reason(Act.PUT_OUT, columns=clear("lit_at", "lit_by"))
    await put_out(KEEPER, lamp_id, "", 2)
    assert (await lamp(lamp_id))["lit_by"] is None
    await LAMPS.at_once(Act.LIGHT, columns=stamp("lit_at"))(KEEPER, lamp_id, 3)
    assert (await lamp(lamp_id))["lit_at"] == clock.now()


async def test_what_follows_commits_with_the_act_or_not_at_all():
    lamp_id, met = await new_lamp(), []

    async def failing(row: Row) -> None:
        met.append((row["state"], in_transaction()))
        raise RuntimeError("the lamp fell")

    with pytest.raises(RuntimeError):
        await LAMPS.at_once(Act.LIGHT, follow=then(failing))(KEEPER, lamp_id, 1)
    assert met == [("on", True)]
    assert (await lamp(lamp_id))["state"] == "off"
    assert await events(lamp_id) == []


async def test_what_every_act_does_comes_before_what_one_does():
    order = []

    async def every(step: Step[Act]) -> Row:
        order.append(f"check {step.act}")
        return {"lit_at": None}

    async def own(step: Step[Act]) -> Row:
        order.append(f"own check from {step.row['state']}")
        return {"lit_at": step.at}

    async def follow(step: Step[Act], row: Row) -> None:
        order.append(f"{step.way.act} led to {row['state']}")

    async def last(_row: Row) -> None:
        order.append("last")

    leading = replace(LAMPS, columns=every, follow=follow)
    lamp_id = await new_lamp()
    await leading.at_once(Act.LIGHT, columns=own, follow=then(last))(KEEPER, lamp_id, 1)
    assert order == ["check light", "own check from off", "light led to on", "last"]
    assert (await lamp(lamp_id))["lit_at"] is not None


async def test_a_lock_may_read_more_than_the_record_for_ways_and_followers():
    async def lock(record_id: UUID) -> Row | None:
        row = await fetch_one("SELECT * FROM lamp WHERE id = $1 FOR UPDATE", record_id)
        return row and {**row, "wired": True, "street": "east"}

    met = []

    async def follow(row: Row) -> None:
        met.append(row["street"])

    leading = replace(LAMPS, lock=lock)
    await leading.at_once(Act.LIGHT, follow=then(follow))(KEEPER, await new_lamp(wired=False), 1)
    assert met == ["east"]


async def test_the_second_of_two_clicks_may_be_answered_as_the_first():
    lamp_id, light = await new_lamp(), LAMPS.at_once(Act.LIGHT, once=True)
    first = await light(KEEPER, lamp_id, 1)
    assert await light(KEEPER, lamp_id, 1) == first
    assert len(await events(lamp_id)) == 1
    for older in (0, 2, ANY_VERSION):
        with pytest.raises(Conflict):
            await light(KEEPER, lamp_id, older)


async def test_whom_the_role_alone_rules_out_is_told_nothing_of_any_record():
    leading = replace(LAMPS, at_all=lambda who: LAMPS.may(who, {}, Act.LIGHT))
    for lamp_id in (await new_lamp(state="broken"), new_id()):
        with pytest.raises(NotPermitted, match="Keepers only"):
            await leading.lead(STRANGER, lamp_id, Act.LIGHT, ANY_VERSION)


async def test_the_trail_repeats_what_names_the_record():
    lamp_id = await new_lamp(fault="F7")
    await replace(LAMPS, trail=("fault",)).lead(KEEPER, lamp_id, Act.LIGHT, ANY_VERSION)
    assert (await events(lamp_id))[0]["after"] == {"state": "on", "fault": "F7", "reason": None}


async def test_what_else_an_act_says_is_known_to_all_that_follows_and_told():
    met = []

    async def follow(step: Step[Act], _row: Row) -> None:
        met.append(step.said["colour"])

    lamp_id = await new_lamp()
    await LAMPS.lead(
        KEEPER, lamp_id, Act.LIGHT, ANY_VERSION, said={"colour": "amber"}, follow=follow
    )
    assert met == ["amber"]
    assert (await events(lamp_id))[0]["after"]["colour"] == "amber"


async def test_another_command_causes_an_act_by_its_ways_and_answers_for_who_may():
    report = LAMPS.with_reason(Act.REPORT, columns=clear("lit_at"))
    lit = await new_lamp(state="on")
    async with transaction():
        await report.cause(STRANGER, lit, f" {WHY} ")
    row = await lamp(lit)
    assert (row["state"], row["fault"], row["version"]) == ("broken", WHY, 2)
    assert [event["action"] for event in await events(lit)] == ["lamp.reported"]
    for error, lamp_id, reason in (
        (Conflict, lit, WHY),
        (Invalid, await new_lamp(state="on"), ""),
        (NotFound, new_id(), WHY),
    ):
        with pytest.raises(error):
            async with transaction():
                await report.cause(KEEPER, lamp_id, reason)
        assert len(await events(lamp_id)) == (lamp_id == lit)
