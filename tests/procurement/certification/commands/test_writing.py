"""How a draft is begun and written, and what is refused."""

import pytest

from foundation.database import ANY_VERSION, fetch_value
from foundation.errors import Conflict, Invalid, MadeAlready, NotFound, NotPermitted
from foundation.ids import new_id
from procurement.certification import commands
from procurement.certification.content import Opinion
from procurement.certification.queries import certification_for
from tests.factories.certification import certifier, content
from tests.factories.identity import OTHER, person
from tests.factories.solutions import solution
from tests.procurement.certification.steps import decided, drafted

pytestmark = pytest.mark.usefixtures("db")


async def test_a_draft_begins_with_what_the_firm_registered():
    actor = await certifier()
    made = await commands.create_certification(actor, new_id(), await solution())
    view = await certification_for(actor, made.id)
    assert view.state == "draft"
    assert view.title_ja == "移乗支援ロボット リフトアイ"
    assert view.content.category == "welfare_care"
    assert (view.content.price_yen, view.content.price_unit) == (1_980_000, "unit")
    assert view.decision_number is None


async def test_a_draft_sent_twice_is_one():
    actor, record_id, chosen = await certifier(), new_id(), await solution()
    first = await commands.create_certification(actor, record_id, chosen)
    second = await commands.create_certification(actor, record_id, chosen)
    assert first == second
    with pytest.raises(MadeAlready):
        await commands.create_certification(
            actor, record_id, chosen, content=content(plan_goal_ja="別の目標")
        )
    assert await fetch_value("SELECT count(*) FROM certification") == 1


async def test_another_bureaus_id_is_not_found():
    _actor, made = await drafted()
    with pytest.raises(NotFound):
        await commands.create_certification(await certifier(OTHER), made.id, await solution())


@pytest.mark.parametrize("role", ["purchaser", "pilot_owner", "secretariat", "member", "judge"])
async def test_only_certifiers_draft(role):
    who = await person(role)
    with pytest.raises(NotPermitted, match="認定担当"):
        await commands.create_certification(who.actor, new_id(), await solution())


async def test_only_public_solutions_are_certified():
    from matching.solutions.states import SolutionState

    hidden = await solution(state=SolutionState.DRAFT)
    with pytest.raises(Invalid) as refusal:
        await commands.create_certification(await certifier(), new_id(), hidden)
    assert "solution_id" in refusal.value.errors


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"plan_goal_ja": "あ" * 2001}, "plan_goal_ja"),
        ({"opinions": [Opinion(expert="", opinion_ja="名前がない")]}, "opinions"),
        ({"opinions": [Opinion(expert="あ" * 101)]}, "opinions"),
        ({"category": "unknown"}, "category"),
        ({"price_yen": -1}, "price_yen"),
    ],
)
async def test_drafts_refuse_what_cannot_be_right(changes, field):
    with pytest.raises(Invalid) as refusal:
        await drafted(**changes)
    assert set(refusal.value.errors) == {field}
    assert await fetch_value("SELECT count(*) FROM certification") == 0


async def test_a_stale_draft_is_refused_and_the_newer_text_stays():
    actor, made = await drafted()
    await commands.update_certification(
        actor, made.id, made.version, content(plan_goal_ja="新しい目標")
    )
    with pytest.raises(Conflict):
        await commands.update_certification(
            actor, made.id, made.version, content(plan_goal_ja="古い目標")
        )
    view = await certification_for(actor, made.id)
    assert view.content.plan_goal_ja == "新しい目標"
    assert len(view.content.opinions) == 2


async def test_a_decided_one_is_not_written_any_more():
    actor, made = await decided()
    with pytest.raises(Conflict) as refusal:
        await commands.update_certification(actor, made.id, made.version, content())
    assert refusal.value.present_state == "decided"
    with pytest.raises(Conflict):
        await commands.decide_certification(actor, made.id, ANY_VERSION, seen=ANY_VERSION)
