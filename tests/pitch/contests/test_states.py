"""The ways of contests and entries: which asks why, and what an entrant may know of a refusal."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.acts import Reason
from pitch.contests.states import CONTEST, ENTRY, Act, ContestState, EntryAct, EntryState


def contest(state: str, days_left: int = 1) -> dict[str, object]:
    return {"state": state, "entry_deadline": clock.now() + timedelta(days=days_left)}


def entry(contest_state: str, state: str = EntryState.SUBMITTED) -> dict[str, object]:
    return {"state": state, "contest_state": contest_state}


def test_only_opening_and_judging_in_time_go_without_a_reason():
    for way in CONTEST.ways:
        early = way.when is not None and way.when(contest(way.source))
        in_time = way.act is Act.OPEN or (way.act is Act.START_JUDGING and not early)
        assert way.reason is (Reason.OPTIONAL if in_time else Reason.REQUIRED)


@pytest.mark.parametrize("days_left", [-1, 1])
def test_judging_begins_by_one_way_on_each_side_of_the_deadline(days_left: int):
    acts = CONTEST.acts_from(contest(ContestState.OPEN, days_left))
    assert acts == (Act.START_JUDGING, Act.UNOPEN, Act.CANCEL)


@pytest.mark.parametrize("state", [ContestState.DECIDED, ContestState.PUBLISHED])
def test_what_is_decided_is_led_on_by_judging_alone(state: ContestState):
    assert not CONTEST.acts_from(contest(state))


@pytest.mark.parametrize("state", list(ContestState))
def test_an_entry_is_taken_back_until_the_result_is_decided(state: ContestState):
    before = state in (ContestState.OPEN, ContestState.JUDGING)
    assert ENTRY.acts_from(entry(state)) == ((EntryAct.WITHDRAW,) if before else ())
    assert not ENTRY.acts_from(entry(state, EntryState.WITHDRAWN))


def test_no_refusal_tells_that_a_result_is_decided():
    assert "結果" not in ENTRY.wrong(entry(ContestState.DECIDED))
    assert "結果" in ENTRY.wrong(entry(ContestState.PUBLISHED))
