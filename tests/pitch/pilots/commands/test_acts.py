"""From plan to published evaluation and back: rules, refusals, facts and mails."""

from datetime import UTC, date, datetime

import pytest

from foundation import clock
from foundation.database import ANY_VERSION, fetch, fetch_one
from foundation.errors import Conflict, Invalid, NotFound, NotPermitted
from matching.facts.queries import facts_about
from matching.solutions.commands import withdraw_solution
from pitch.pilots import commands, queries
from pitch.pilots.content import budget_years
from pitch.pilots.states import Outcome
from tests.factories import pilots
from tests.factories.identity import OTHER, Person, person
from tests.factories.mail import recent_mail

pytestmark = pytest.mark.usefixtures("db")


async def facts_of(pilot_id, column="solution", kind="solution"):
    row = await fetch_one(f"SELECT {column} AS id FROM pilot WHERE id = $1", pilot_id)
    assert row is not None
    return (await facts_about(kind, [row["id"]], clock.today()))[row["id"]]


async def test_a_complete_plan_starts_is_frozen_and_the_startup_is_told():
    owner, pilot_id = await person("pilot_owner"), await pilots.planned()
    made = await commands.start_pilot(owner.actor, pilot_id, ANY_VERSION)
    assert made.state == "running"
    (mail,) = await recent_mail()
    assert mail.recipient == (await person("member")).email
    assert "実証が始まりました" in mail.subject
    row = await fetch_one("SELECT snapshot FROM pilot WHERE id = $1", pilot_id)
    assert row is not None and row["snapshot"]["sha256"]


async def test_an_incomplete_plan_does_not_start_and_all_that_lacks_is_said():
    owner = await person("pilot_owner")
    pilot_id = await pilots.planned(
        site_ja=None, starts_on=None, plan_ja=None, hypothesis_ja=None, indicators=[]
    )
    with pytest.raises(Invalid) as refused:
        await commands.start_pilot(owner.actor, pilot_id, ANY_VERSION)
    assert set(refused.value.errors) == {
        "site_ja", "starts_on", "plan_ja", "hypothesis_ja", "indicators",
    }  # fmt: skip
    assert (await queries.pilot_for(owner.actor, pilot_id)).state == "planned"
    assert await recent_mail() == []


async def test_a_withdrawn_solution_is_not_tried():
    owner, member = await person("pilot_owner"), await person("member")
    pilot_id = await pilots.planned()
    solution_id = (await queries.pilot_for(owner.actor, pilot_id)).solution_id
    await withdraw_solution(member.actor, solution_id, "作り直すため", ANY_VERSION)
    with pytest.raises(Invalid) as refused:
        await commands.start_pilot(owner.actor, pilot_id, ANY_VERSION)
    assert "solution_id" in refused.value.errors


async def test_a_running_pilot_goes_back_to_its_plan_with_a_reason_only():
    owner, pilot_id = await person("pilot_owner"), await pilots.running()
    with pytest.raises(Invalid):
        await commands.return_to_plan(owner.actor, pilot_id, "  ", ANY_VERSION)
    await commands.return_to_plan(owner.actor, pilot_id, "現場が変わるため", ANY_VERSION)
    view = await queries.pilot_for(owner.actor, pilot_id)
    assert (view.state, view.started_at, view.state_reason) == ("planned", None, "現場が変わるため")


async def test_a_plan_is_cancelled_and_taken_up_again():
    owner, pilot_id = await person("pilot_owner"), await pilots.cancelled()
    assert (await queries.pilot_for(owner.actor, pilot_id)).state == "cancelled"
    with pytest.raises(Conflict) as refused:
        await commands.start_pilot(owner.actor, pilot_id, ANY_VERSION)
    assert refused.value.present_state == "cancelled"
    await commands.resume_pilot(owner.actor, pilot_id, "予算がついたため", ANY_VERSION)
    await commands.start_pilot(owner.actor, pilot_id, ANY_VERSION)


async def test_a_start_seen_in_an_old_version_is_refused():
    owner, pilot_id = await person("pilot_owner"), await pilots.planned()
    await commands.cancel_pilot(owner.actor, pilot_id, pilots.REASON, ANY_VERSION)
    await commands.resume_pilot(owner.actor, pilot_id, pilots.REASON, ANY_VERSION)
    with pytest.raises(Conflict):
        await commands.start_pilot(owner.actor, pilot_id, 1)


@pytest.mark.parametrize("act", ["start", "evaluate", "publish"])
@pytest.mark.parametrize("role", ["challenge_owner", "certifier", "member", "secretariat"])
async def test_those_who_may_read_may_not_act(role: str, act: str):
    who = await person(role)
    with pytest.raises(NotPermitted, match="実証担当"):
        await _act(who, act)


@pytest.mark.parametrize("act", ["start", "evaluate", "publish"])
async def test_another_bureau_may_not_act(act: str):
    with pytest.raises((NotPermitted, NotFound)):
        await _act(await person("pilot_owner", OTHER), act)


async def _act(who: Person, act: str) -> None:
    if act == "start":
        await commands.start_pilot(who.actor, await pilots.planned(), ANY_VERSION)
    elif act == "evaluate":
        await commands.evaluate_pilot(
            who.actor, await pilots.measured(), pilots.finding(), ANY_VERSION
        )
    else:
        await commands.publish_evaluation(who.actor, await pilots.evaluated(), ANY_VERSION)


async def test_full_use_rests_on_a_result_but_a_stop_may_come_early():
    owner, pilot_id = await person("pilot_owner"), await pilots.running()
    with pytest.raises(Invalid) as refused:
        await commands.evaluate_pilot(owner.actor, pilot_id, pilots.finding(), ANY_VERSION)
    assert set(refused.value.errors) == {"outcome"}
    stop = pilots.finding(outcome=Outcome.STOP, budget_year=None)
    await commands.evaluate_pilot(owner.actor, pilot_id, stop, ANY_VERSION)
    evaluation = (await queries.pilot_for(owner.actor, pilot_id)).evaluation
    assert evaluation is not None and evaluation.stopped_early


async def test_an_evaluation_says_why_who_and_from_which_budget():
    owner, pilot_id = await person("pilot_owner"), await pilots.measured()
    empty = pilots.finding(reason_ja=" ", owner_ja="", budget_year=None)
    with pytest.raises(Invalid) as refused:
        await commands.evaluate_pilot(owner.actor, pilot_id, empty, ANY_VERSION)
    assert set(refused.value.errors) == {"reason_ja", "owner_ja", "budget_year"}
    long = pilots.finding(reason_ja="長" * 1001)
    with pytest.raises(Invalid, match="1,000字以内"):
        await commands.evaluate_pilot(owner.actor, pilot_id, long, ANY_VERSION)


@pytest.mark.parametrize(
    ("day", "first"),
    [(date(2026, 11, 24), 2026), (date(2027, 3, 31), 2026), (date(2027, 4, 1), 2027)],
)
def test_budget_years_begin_in_april(day: date, first: int):
    assert list(budget_years(day)) == list(range(first, first + 6))


async def test_the_budget_year_is_judged_by_the_day_in_tokyo():
    owner, pilot_id = await person("pilot_owner"), await pilots.measured()
    # 1 April 2027, 08:00 in Tokyo, is still March in UTC.
    with clock.frozen(datetime(2027, 3, 31, 23, 0, tzinfo=UTC)):
        with pytest.raises(Invalid) as refused:
            await commands.evaluate_pilot(
                owner.actor, pilot_id, pilots.finding(budget_year=2026), ANY_VERSION
            )
        assert set(refused.value.errors) == {"budget_year"}
        await commands.evaluate_pilot(
            owner.actor, pilot_id, pilots.finding(budget_year=2027), ANY_VERSION
        )


async def test_decided_is_not_published():
    pilot_id = await pilots.evaluated()
    assert await facts_of(pilot_id) == []
    assert [mail.subject for mail in await recent_mail() if "評価" in mail.subject] == []
    assert await queries.count_evaluated() == (0, 0)
    assert await queries.count_running() == 1


async def test_publishing_makes_a_fact_tells_the_startup_and_the_way_back_undoes_it():
    owner, pilot_id = await person("pilot_owner"), await pilots.evaluated()
    await commands.publish_evaluation(owner.actor, pilot_id, ANY_VERSION)
    (fact,) = await facts_of(pilot_id)
    assert (fact.kind, fact.value) == ("pilot_outcome", "full_use")
    assert fact.label_ja == "本格導入：令和8年度の実証、特別養護老人ホーム 2施設（多摩地域）"
    assert fact.label_en.startswith("Full use")
    told = [mail for mail in await recent_mail() if "評価を公表" in mail.subject]
    assert [mail.recipient for mail in told] == [(await person("member")).email]
    assert await queries.count_evaluated() == (1, 1)
    with pytest.raises(Conflict):
        await commands.publish_evaluation(owner.actor, pilot_id, ANY_VERSION)
    with pytest.raises(Conflict, match="公表"):
        await commands.take_back_evaluation(owner.actor, pilot_id, pilots.REASON, ANY_VERSION)

    await commands.unpublish_evaluation(owner.actor, pilot_id, "数値を確かめ直すため", ANY_VERSION)
    assert await facts_of(pilot_id) == []
    assert await queries.count_evaluated() == (0, 0)
    await commands.take_back_evaluation(owner.actor, pilot_id, "同じ理由", ANY_VERSION)
    view = await queries.pilot_for(owner.actor, pilot_id)
    assert (view.state, view.evaluation) == ("running", None)


async def test_the_challenge_tells_its_stage():
    owner, source = await person("pilot_owner"), await pilots.shortlisted()
    pilot_id = await pilots.measured(source=source)
    challenge = ("challenge", "challenge")
    assert [fact.value for fact in await facts_of(pilot_id, *challenge)] == ["piloting"]
    await commands.evaluate_pilot(owner.actor, pilot_id, pilots.finding(), ANY_VERSION)
    await commands.publish_evaluation(owner.actor, pilot_id, ANY_VERSION)
    assert [fact.value for fact in await facts_of(pilot_id, *challenge)] == ["piloted"]
    await commands.unpublish_evaluation(owner.actor, pilot_id, pilots.REASON, ANY_VERSION)
    assert [fact.value for fact in await facts_of(pilot_id, *challenge)] == ["piloting"]
    await commands.take_back_evaluation(owner.actor, pilot_id, pilots.REASON, ANY_VERSION)
    await commands.return_to_plan(owner.actor, pilot_id, pilots.REASON, ANY_VERSION)
    assert await facts_of(pilot_id, *challenge) == []


async def test_a_taken_back_evaluation_stays_in_the_trail():
    owner, pilot_id = await person("pilot_owner"), await pilots.evaluated()
    await commands.take_back_evaluation(owner.actor, pilot_id, "書き間違い", ANY_VERSION)
    events = await fetch(
        "SELECT before, after FROM audit_event WHERE object_id = $1 AND action = 'pilot.take_back'",
        pilot_id,
    )
    assert events[0]["before"]["outcome"] == "full_use"
    assert events[0]["after"]["reason"] == "書き間違い"
