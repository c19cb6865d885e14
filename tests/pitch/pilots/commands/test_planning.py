"""Planning: the sources a pilot may come from, what is taken over, and who may plan."""

from datetime import date

import pytest

from foundation.access.actor import ANONYMOUS
from foundation.database import ANY_VERSION, fetch, fetch_value
from foundation.errors import Conflict, Invalid, NotAuthenticated, NotFound, NotPermitted
from foundation.ids import new_id
from pitch.pilots import commands, queries
from pitch.pilots.content import PilotContent, PilotSource
from pitch.pilots.states import Better, SourceKind
from tests.factories import challenges, pilots, solutions
from tests.factories.identity import OTHER, person

pytestmark = pytest.mark.usefixtures("db")


async def test_a_pilot_from_an_open_call_is_planned_once_however_often_sent():
    owner, source, pilot_id = await person("pilot_owner"), await pilots.open_call(), new_id()
    first = await commands.plan_pilot(owner.actor, pilot_id, source, pilots.plan())
    again = await commands.plan_pilot(owner.actor, pilot_id, source, pilots.plan())
    assert again == first
    with pytest.raises(Conflict, match="別の内容ですでに"):
        await commands.plan_pilot(owner.actor, pilot_id, source, pilots.plan(title_ja="別"))
    view = await queries.pilot_for(owner.actor, pilot_id)
    assert (view.state, view.source_kind) == ("planned", "open_call")
    assert view.solution_title_ja == "移乗支援ロボット リフトアイ"
    assert view.startup_id == (await person("member")).organisation_id
    assert [one.name_ja for one in view.indicators] == ["腰の痛みがある職員"]


async def test_title_site_and_section_come_from_the_challenge():
    owner, source = await person("pilot_owner"), await pilots.shortlisted()
    made = await commands.plan_pilot(owner.actor, new_id(), source, PilotContent())
    view = await queries.pilot_for(owner.actor, made.id)
    assert view.title_ja == challenges.TITLE
    assert (view.site_ja, view.section_ja) == ("障害者支援施設（多摩地域）", "障害者施策推進部")
    assert view.challenge_id == source.challenge_id


async def test_a_call_without_challenge_takes_the_solutions_title():
    owner = await person("pilot_owner")
    made = await commands.plan_pilot(
        owner.actor, new_id(), await pilots.open_call(), PilotContent(call_name_ja="公募")
    )
    assert (await queries.pilot_for(owner.actor, made.id)).title_ja == "移乗支援ロボット リフトアイ"


async def test_a_call_needs_its_name():
    owner = await person("pilot_owner")
    with pytest.raises(Invalid) as refused:
        await commands.plan_pilot(
            owner.actor, new_id(), await pilots.open_call(), PilotContent(title_ja="題名")
        )
    assert set(refused.value.errors) == {"call_name_ja"}


async def test_a_pilot_from_a_contest_entry_takes_solution_and_challenge_from_it():
    owner, entry_id = await person("pilot_owner"), await pilots.entered()
    source = PilotSource(kind=SourceKind.CONTEST_ENTRY, entry_id=entry_id)
    made = await commands.plan_pilot(owner.actor, new_id(), source, PilotContent())
    view = await queries.pilot_for(owner.actor, made.id)
    assert view.entry_id == entry_id
    assert view.contest_id is not None and view.challenge_id is not None


async def test_an_entry_of_a_contest_without_published_result_is_refused():
    owner, entry_id = await person("pilot_owner"), await pilots.entered(published=False)
    source = PilotSource(kind=SourceKind.CONTEST_ENTRY, entry_id=entry_id)
    with pytest.raises(Invalid) as refused:
        await commands.plan_pilot(owner.actor, new_id(), source, PilotContent())
    assert "公表" in refused.value.errors["entry_id"]


async def test_an_entry_about_another_bureaus_challenge_is_refused():
    other, entry_id = await person("pilot_owner", OTHER), await pilots.entered()
    source = PilotSource(kind=SourceKind.CONTEST_ENTRY, entry_id=entry_id)
    with pytest.raises(Invalid):
        await commands.plan_pilot(other.actor, new_id(), source, PilotContent())


async def test_only_shortlisted_solutions_of_the_own_bureau_are_taken():
    owner, source = await person("pilot_owner"), await pilots.shortlisted()
    other = await person("pilot_owner", OTHER)
    with pytest.raises(Invalid) as refused:
        await commands.plan_pilot(other.actor, new_id(), source, PilotContent())
    assert "challenge_id" in refused.value.errors
    loose = PilotSource(
        kind=SourceKind.SHORTLIST,
        challenge_id=source.challenge_id,
        solution_id=await solutions.solution(),
    )
    with pytest.raises(Invalid) as refused:
        await commands.plan_pilot(owner.actor, new_id(), loose, PilotContent())
    assert "solution_id" in refused.value.errors


@pytest.mark.parametrize(
    "role", ["challenge_owner", "certifier", "member", "secretariat", "operator"]
)
async def test_only_pilot_owners_plan(role: str):
    who, source = await person(role), await pilots.open_call()
    with pytest.raises(NotPermitted, match="実証担当"):
        await commands.plan_pilot(who.actor, new_id(), source, pilots.plan())


async def test_nobody_must_sign_in_first():
    with pytest.raises(NotAuthenticated):
        await commands.plan_pilot(ANONYMOUS, new_id(), await pilots.open_call(), pilots.plan())


async def test_another_bureaus_plan_is_not_found():
    pilot_id, other = await pilots.planned(), await person("pilot_owner", OTHER)
    with pytest.raises(NotFound):
        await commands.update_pilot(other.actor, pilot_id, 1, pilots.plan())
    with pytest.raises(NotFound):
        await commands.plan_pilot(other.actor, pilot_id, await pilots.open_call(), pilots.plan())


async def test_a_stale_plan_overwrites_nothing():
    owner, pilot_id = await person("pilot_owner"), await pilots.planned()
    seen = await queries.pilot_for(owner.actor, pilot_id)
    indicators = [pilots.indicator(id=seen.indicators[0].id)]
    await commands.update_pilot(
        owner.actor, pilot_id, 1, pilots.plan(title_ja="先に直した", indicators=indicators)
    )
    with pytest.raises(Conflict):
        await commands.update_pilot(
            owner.actor, pilot_id, 1, pilots.plan(title_ja="後から", indicators=indicators)
        )
    assert (await queries.pilot_for(owner.actor, pilot_id)).title_ja == "先に直した"


async def test_overlong_texts_and_turned_periods_are_refused_together():
    owner = await person("pilot_owner")
    wrong = pilots.plan(
        title_ja="長" * 61, starts_on=date(2026, 12, 1), ends_on=date(2026, 11, 30),
        indicators=[pilots.indicator(name_ja="名" * 61)],
    )  # fmt: skip
    with pytest.raises(Invalid) as refused:
        await commands.plan_pilot(owner.actor, new_id(), await pilots.open_call(), wrong)
    assert set(refused.value.errors) == {"title_ja", "ends_on", "indicators"}
    assert await fetch_value("SELECT count(*) FROM pilot") == 0


async def test_indicators_are_changed_added_and_removed():
    owner = await person("pilot_owner")
    pilot_id = await pilots.planned(
        indicators=[pilots.indicator(), pilots.indicator(name_ja="疲労")]
    )
    first, second = (await queries.pilot_for(owner.actor, pilot_id)).indicators
    wanted = [
        pilots.indicator(name_ja="動いた時間", better=Better.HIGHER),
        pilots.indicator(id=second.id, name_ja="1日の終わりの疲労", target=5.0),
    ]
    await commands.update_pilot(owner.actor, pilot_id, 1, pilots.plan(indicators=wanted))
    changed = (await queries.pilot_for(owner.actor, pilot_id)).indicators
    assert [one.name_ja for one in changed] == ["動いた時間", "1日の終わりの疲労"]
    assert changed[1].id == second.id and changed[1].target == 5.0
    assert first.id not in {one.id for one in changed}


async def test_indicators_of_another_pilot_are_not_taken_over():
    owner = await person("pilot_owner")
    pilot_id, elsewhere = await pilots.planned(), await pilots.planned()
    foreign = (await queries.pilot_for(owner.actor, elsewhere)).indicators[0]
    with pytest.raises(Invalid):
        await commands.update_pilot(
            owner.actor, pilot_id, 1, pilots.plan(indicators=[pilots.indicator(id=foreign.id)])
        )


async def test_what_was_measured_keeps_its_indicator_and_its_target():
    owner, pilot_id = await person("pilot_owner"), await pilots.measured()
    await commands.return_to_plan(owner.actor, pilot_id, pilots.REASON, ANY_VERSION)
    view = await queries.pilot_for(owner.actor, pilot_id)
    kept = view.indicators[0].id
    for indicators in ([], [pilots.indicator(id=kept, target=60.0)]):
        with pytest.raises(Invalid) as refused:
            await commands.update_pilot(
                owner.actor, pilot_id, view.version, pilots.plan(indicators=indicators)
            )
        assert "腰の痛み" in refused.value.errors["indicators"]
    renamed = pilots.plan(indicators=[pilots.indicator(id=kept, name_ja="痛みがある職員")])
    await commands.update_pilot(owner.actor, pilot_id, view.version, renamed)


async def test_the_trail_says_what_was_planned_and_changed():
    owner, pilot_id = await person("pilot_owner"), await pilots.planned()
    kept = (await queries.pilot_for(owner.actor, pilot_id)).indicators[0].id
    await commands.update_pilot(
        owner.actor, pilot_id, 1,
        pilots.plan(site_ja="別の現場", indicators=[pilots.indicator(id=kept)]),
    )  # fmt: skip
    events = await fetch(
        "SELECT action, after FROM audit_event WHERE object_id = $1 ORDER BY id", pilot_id
    )
    assert [event["action"] for event in events] == ["pilot.planned", "pilot.updated"]
    assert events[1]["after"] == {"site_ja": "別の現場"}
