"""Who sees what: tenancy, and what is kept back until the evaluation is published."""

from datetime import UTC, datetime

import pytest

from foundation import clock
from foundation.access.actor import ANONYMOUS, SYSTEM, Actor
from foundation.database import ANY_VERSION
from foundation.errors import NotFound, NotPermitted
from pitch.pilots import commands, queries
from tests.factories import pilots
from tests.factories.identity import OTHER, person

pytestmark = pytest.mark.usefixtures("db")

OUTSIDERS = [
    ("pilot_owner", OTHER), ("certifier", OTHER), ("challenge_owner", OTHER), ("member", OTHER),
    ("purchaser", ""), ("judge", ""), ("operator", ""),
]  # fmt: skip
INSIDERS = ["pilot_owner", "challenge_owner", "certifier", "secretariat"]


async def outsiders() -> list[Actor]:
    return [ANONYMOUS, *[(await person(role, mark)).actor for role, mark in OUTSIDERS]]


async def test_plans_and_cancelled_pilots_are_for_those_concerned():
    for pilot_id in (await pilots.planned(), await pilots.cancelled()):
        for actor in await outsiders():
            with pytest.raises(NotFound):
                await queries.pilot_for(actor, pilot_id)
        for role in [*INSIDERS, "member"]:
            await queries.pilot_for((await person(role)).actor, pilot_id)
    assert (await queries.list_pilots()).total == 0


async def test_a_running_pilot_is_public_without_its_results():
    pilot_id = await pilots.measured()
    for actor in await outsiders():
        view = await queries.pilot_for(actor, pilot_id)
        assert (view.state, view.sees_results) == ("running", False)
        assert view.plan_ja and view.hypothesis_ja and view.site_ja
        assert [(one.baseline, one.measurements) for one in view.indicators] == [(None, ())]
    for role in [*INSIDERS, "member"]:
        view = await queries.pilot_for((await person(role)).actor, pilot_id)
        assert view.measurements == 1


async def test_a_decided_evaluation_looks_like_a_running_pilot_from_outside():
    pilot_id = await pilots.measured()
    before = await queries.pilot_for(ANONYMOUS, pilot_id)
    owner = await person("pilot_owner")
    with clock.frozen(datetime(2026, 11, 25, 3, 0, tzinfo=UTC)):
        await commands.evaluate_pilot(owner.actor, pilot_id, pilots.finding(), ANY_VERSION)
    for actor in [*await outsiders(), (await person("member")).actor]:
        view = await queries.pilot_for(actor, pilot_id)
        assert (view.state, view.evaluation, view.state_reason) == ("running", None, None)
        assert view.updated_at == before.updated_at
        (row,) = await queries.pilots_of_solution(actor, view.solution_id)
        assert (row.state, row.outcome, row.evaluated_at) == ("running", None, None)
    assert await queries.pilot_for(ANONYMOUS, pilot_id) == before
    assert (await queries.list_pilots("evaluated")).total == 0
    assert (await queries.list_pilots("running")).total == 1
    assert (await queries.pilots_after("evaluated", None, 10)).items == []
    for role in INSIDERS:
        seen = await queries.pilot_for((await person(role)).actor, pilot_id)
        assert seen.state == "evaluated" and seen.evaluation is not None


async def test_a_published_evaluation_is_everybodys():
    pilot_id = await pilots.published()
    for actor in await outsiders():
        view = await queries.pilot_for(actor, pilot_id)
        assert view.state == "evaluated" and view.evaluation is not None
        assert view.evaluation.outcome == "full_use"
        assert view.measurements == 1
        assert view.acts == ()
    (row,) = (await queries.list_pilots("evaluated")).items
    assert (row.id, row.outcome) == (pilot_id, "full_use")


async def test_lists_hold_ones_own():
    mine = await pilots.planned()
    other = await person("pilot_owner", OTHER)
    theirs = await pilots.planned(other)
    expected = {
        "pilot_owner": {mine}, "challenge_owner": {mine}, "certifier": {mine},
        "member": {mine, theirs}, "secretariat": {mine, theirs},
    }  # fmt: skip
    for role, found in expected.items():
        page = await queries.own_pilots((await person(role)).actor)
        assert {row.id for row in page.items} == found, role
    for role in ("purchaser", "judge", "operator"):
        with pytest.raises(NotPermitted):
            await queries.own_pilots((await person(role)).actor)


async def test_the_startups_own_list_keeps_the_evaluation_back():
    pilot_id, member = await pilots.evaluated(), (await person("member")).actor
    (row,) = (await queries.own_pilots(member)).items
    assert (row.id, row.state, row.outcome) == (pilot_id, "running", None)
    assert (await queries.own_pilots(member, "evaluated")).total == 0


async def test_certification_finds_the_bureaus_evaluated_pilots_only():
    decided, published = await pilots.evaluated(), await pilots.published()
    await pilots.running()
    certifier = await person("certifier")
    found = await queries.completed_pilots_of(certifier.actor)
    assert {row.id for row in found} == {decided, published}
    for role, mark in (("certifier", OTHER), ("member", ""), ("operator", "")):
        assert await queries.completed_pilots_of((await person(role, mark)).actor) == []


async def test_the_trail_is_for_insiders():
    pilot_id = await pilots.evaluated()
    events = await queries.history_of((await person("certifier")).actor, pilot_id)
    assert [event.action for event in events][-1] == "pilot.evaluate"
    for role in ("member", "operator"):
        with pytest.raises(NotFound):
            await queries.history_of((await person(role)).actor, pilot_id)
    await queries.pilot_for(SYSTEM, pilot_id)
