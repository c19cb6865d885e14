"""The table of ways: only what was published is withdrawn, and that asks for its reason."""

from foundation.acts import Reason
from matching.solutions import labels
from matching.solutions.states import SOLUTION, Act, SolutionState


def test_nothing_published_becomes_a_draft_before_it_is_withdrawn():
    assert SOLUTION.acts_from({"state": SolutionState.PUBLISHED}) == (Act.WITHDRAW,)
    assert [way.source for way in SOLUTION.ways_of(Act.REDRAFT)] == [SolutionState.WITHDRAWN]


def test_a_withdrawn_one_is_published_again_or_made_a_draft():
    row = {"state": SolutionState.WITHDRAWN}
    assert set(SOLUTION.acts_from(row)) == {Act.PUBLISH, Act.REDRAFT}


def test_withdrawing_alone_asks_for_its_reason():
    for way in SOLUTION.ways:
        assert (way.reason is Reason.REQUIRED) == (way.act is Act.WITHDRAW)


def test_every_act_has_its_words():
    assert set(labels.ACTS) == set(Act)
