"""The state machine of ballots: whatever is done in whatever order, only the table's ways are taken."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation import clock
from foundation.database import ANY_VERSION, fetch_one
from foundation.errors import Conflict, NotFound
from pitch.judging.ballots import commands as balloting
from pitch.judging.states import (
    AFTER_DEADLINE,
    BALLOT,
    NOT_STARTED,
    RESULT,
    BallotAct,
    BallotState,
    ResultAct,
)
from tests.factories import judging

IN_TIME = datetime(2026, 11, 24, 3, tzinfo=UTC)
TOO_LATE = datetime(2027, 2, 1, tzinfo=UTC)
STEPS = st.lists(
    st.tuples(st.sampled_from(BallotAct), st.sampled_from(["", judging.SECOND]), st.booleans()),
    max_size=12,
)


def test_every_state_leads_on_and_back():
    for state in (NOT_STARTED, *BallotState):
        assert BALLOT.acts_from({"state": state}), state
    assert {way.target for way in BALLOT.ways} == set(BallotState)


def test_a_decision_that_is_taken_back_stays_so_and_a_public_one_goes_back_to_decided_first():
    assert RESULT.acts_from({"state": "decided"}) == (ResultAct.PUBLISH, ResultAct.TAKE_BACK)
    assert RESULT.acts_from({"state": "published"}) == (ResultAct.UNPUBLISH,)
    assert RESULT.acts_from({"state": "taken_back"}) == ()


@pytest.mark.usefixtures("db")
async def test_any_sequence_of_acts_follows_the_table():
    marks = [f"（{number}）" for number in range(40)]
    world = await judging.judged(entry_marks=marks)
    collected: list = []

    @settings(max_examples=len(marks), deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def sequences(steps):
        collected.append(steps)

    sequences()
    # ballots are never removed, so each sequence has an entry of its own
    for steps, entry_id in zip(collected, world.entries, strict=False):
        await follow(world, entry_id, steps)


async def follow(world, entry_id, steps) -> None:
    """Do the steps, and foresee each by the table."""
    states = dict.fromkeys(("", judging.SECOND), NOT_STARTED)
    versions = dict.fromkeys(states, 0)
    for act, mark, late in steps:
        judge = world.judges[list(states).index(mark)]
        way = BALLOT.way({"state": states[mark]}, act)
        taken = way is not None and not (late and act not in AFTER_DEADLINE)
        try:
            with clock.frozen(TOO_LATE if late else IN_TIME):
                done = await call(world, judge, entry_id, act, versions[mark], states[mark])
        except (Conflict, NotFound):
            assert not taken, (act, states[mark], late)
            continue
        assert taken, (act, states[mark], late)
        states[mark], versions[mark] = done.state, done.version
        assert done.state == way.target
        row = await fetch_one("SELECT state FROM ballot WHERE id = $1", done.id)
        assert row["state"] == done.state


async def call(world, judge, entry_id, act, version, state):
    """One act, with content that differs each time, so that none is taken for a double click."""
    content = world.content(2 + version % 3, 3)
    if act is BallotAct.SAVE:
        return await balloting.save_ballot(judge.actor, entry_id, version, content)
    if act is BallotAct.SUBMIT:
        return await balloting.submit_ballot(judge.actor, entry_id, version, content)
    if act is BallotAct.TAKE_BACK:
        return await balloting.take_back_ballot(judge.actor, entry_id, ANY_VERSION)
    if act is BallotAct.RECUSE:
        return await balloting.recuse(judge.actor, entry_id, f"理由{version}")
    return await balloting.take_back_recusal(judge.actor, entry_id)
