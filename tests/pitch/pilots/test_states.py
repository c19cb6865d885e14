"""The state machine under any sequence of acts: the table of ways decides, and columns follow."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.database import ANY_VERSION, fetch_one
from foundation.errors import Conflict
from pitch.pilots import commands, evaluating
from pitch.pilots.states import TRANSITIONS, Act, PilotState, transition, ways
from tests.factories import pilots
from tests.factories.identity import person

ACTS = st.sampled_from(list(Act))


@given(st.lists(ACTS, max_size=30))
def test_no_sequence_of_acts_leaves_the_table(acts: list[Act]):
    state, published = PilotState.PLANNED, False
    for act in acts:
        way = transition(state, published, act)
        if way is None:
            continue
        assert way in TRANSITIONS[state]
        state = way.target
        published = act is Act.PUBLISH or (published and act is not Act.UNPUBLISH)
        assert not published or state is PilotState.EVALUATED


def test_every_state_has_a_way_on_and_a_way_back_to_the_plan():
    reached = {(PilotState.PLANNED, False)}
    seen: set[tuple[PilotState, bool]] = set()
    while reached - seen:
        state, published = (reached - seen).pop()
        seen.add((state, published))
        onward = ways(state, published)
        assert onward
        for way in onward:
            published_then = way.act is Act.PUBLISH or (published and way.act is not Act.UNPUBLISH)
            reached.add((way.target, published_then))
    assert seen == {
        (PilotState.PLANNED, False),
        (PilotState.RUNNING, False),
        (PilotState.EVALUATED, False),
        (PilotState.EVALUATED, True),
        (PilotState.CANCELLED, False),
    }


def test_every_way_back_asks_for_its_reason():
    forward = {Act.START, Act.EVALUATE, Act.PUBLISH}
    for onward in TRANSITIONS.values():
        for way in onward:
            assert way.reason_required == (way.act not in forward)


@pytest.mark.usefixtures("db")
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(ACTS, min_size=1, max_size=8))
async def test_commands_follow_the_table_and_the_database_agrees(acts: list[Act]):
    owner, pilot_id = await person("pilot_owner"), await pilots.measured()
    state, published = PilotState.RUNNING, False
    for act in acts:
        way = transition(state, published, act)
        if way is None:
            with pytest.raises(Conflict):
                await _do(owner.actor, pilot_id, act)
            continue
        await _do(owner.actor, pilot_id, act)
        state = way.target
        published = act is Act.PUBLISH or (published and act is not Act.UNPUBLISH)
        row = await fetch_one("SELECT * FROM pilot WHERE id = $1", pilot_id)
        assert row is not None
        assert row["state"] == state
        assert (row["published_at"] is not None) == published
        assert (row["evaluated_at"] is not None) == (state is PilotState.EVALUATED)


async def _do(actor, pilot_id, act: Act) -> None:
    with_reason = {
        Act.BACK_TO_PLAN: commands.return_to_plan,
        Act.CANCEL: commands.cancel_pilot,
        Act.RESUME: commands.resume_pilot,
        Act.TAKE_BACK: evaluating.take_back_evaluation,
        Act.UNPUBLISH: evaluating.unpublish_evaluation,
    }
    if act in with_reason:
        await with_reason[act](actor, pilot_id, pilots.REASON, ANY_VERSION)
    elif act is Act.START:
        await commands.start_pilot(actor, pilot_id, ANY_VERSION)
    elif act is Act.EVALUATE:
        await evaluating.evaluate_pilot(actor, pilot_id, pilots.finding(), ANY_VERSION)
    else:
        await evaluating.publish_evaluation(actor, pilot_id, ANY_VERSION)
