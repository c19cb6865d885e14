"""The state machine under any sequence of acts: the table of ways decides, and columns follow."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.acts import Reason, Way
from foundation.database import ANY_VERSION, fetch_one
from foundation.errors import Conflict
from pitch.pilots import commands
from pitch.pilots.states import PILOT, Act, PilotState
from tests.factories import pilots
from tests.factories.identity import person

ACTS = st.sampled_from(list(Act))
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def row(state: str, published: bool) -> dict[str, object]:
    return {"state": state, "published_at": NOW if published else None}


def after(way: Way[Act], published: bool) -> tuple[str, bool]:
    """Where a way leads, and whether the evaluation is public then."""
    return way.target, way.act is Act.PUBLISH or (published and way.act is not Act.UNPUBLISH)


@given(st.lists(ACTS, max_size=30))
def test_only_an_evaluation_is_ever_public(acts: list[Act]):
    state, published = str(PilotState.PLANNED), False
    for act in acts:
        way = PILOT.way(row(state, published), act)
        if way is not None:
            state, published = after(way, published)
        assert not published or state == PilotState.EVALUATED


def test_every_state_has_a_way_on_and_a_way_back_to_the_plan():
    reached = {(str(PilotState.PLANNED), False)}
    seen: set[tuple[str, bool]] = set()
    while reached - seen:
        state, published = (reached - seen).pop()
        seen.add((state, published))
        onward = PILOT.ways_from(row(state, published))
        assert onward
        reached |= {after(way, published) for way in onward}
    assert seen == {
        (PilotState.PLANNED, False),
        (PilotState.RUNNING, False),
        (PilotState.EVALUATED, False),
        (PilotState.EVALUATED, True),
        (PilotState.CANCELLED, False),
    }


def test_every_way_back_asks_for_its_reason():
    forward = {Act.START, Act.EVALUATE, Act.PUBLISH}
    for way in PILOT.ways:
        assert (way.reason is Reason.REQUIRED) == (way.act not in forward)


@pytest.mark.usefixtures("db")
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(ACTS, min_size=1, max_size=8))
async def test_commands_follow_the_table_and_the_database_agrees(acts: list[Act]):
    owner, pilot_id = await person("pilot_owner"), await pilots.measured()
    state, published = str(PilotState.RUNNING), False
    for act in acts:
        way = PILOT.way(row(state, published), act)
        if way is None:
            with pytest.raises(Conflict):
                await _do(owner.actor, pilot_id, act)
            continue
        await _do(owner.actor, pilot_id, act)
        state, published = after(way, published)
        kept = await fetch_one("SELECT * FROM pilot WHERE id = $1", pilot_id)
        assert kept is not None
        assert kept["state"] == state
        assert (kept["published_at"] is not None) == published
        assert (kept["evaluated_at"] is not None) == (state == PilotState.EVALUATED)


async def _do(actor, pilot_id, act: Act) -> None:
    with_reason = {
        Act.BACK_TO_PLAN: commands.return_to_plan,
        Act.CANCEL: commands.cancel_pilot,
        Act.RESUME: commands.resume_pilot,
        Act.TAKE_BACK: commands.take_back_evaluation,
        Act.UNPUBLISH: commands.unpublish_evaluation,
    }
    if act in with_reason:
        await with_reason[act](actor, pilot_id, pilots.REASON, ANY_VERSION)
    elif act is Act.START:
        await commands.start_pilot(actor, pilot_id, ANY_VERSION)
    elif act is Act.EVALUATE:
        await commands.evaluate_pilot(actor, pilot_id, pilots.finding(), ANY_VERSION)
    else:
        await commands.publish_evaluation(actor, pilot_id, ANY_VERSION)
