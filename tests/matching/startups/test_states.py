"""The table of ways: who is public, and what asks for its reason."""

from foundation.acts import Reason
from matching.startups import labels, mails
from matching.startups.states import STARTUP, Act, StartupState


def test_only_what_was_confirmed_is_suspended_and_comes_back_confirmed():
    assert STARTUP.acts_from({"state": StartupState.CONFIRMED}) == (Act.SUSPEND,)
    (back,) = STARTUP.ways_from({"state": StartupState.SUSPENDED})
    assert (back.act, back.target) == (Act.REINSTATE, StartupState.CONFIRMED)


def test_a_returned_one_waits_for_its_own_people():
    assert STARTUP.acts_from({"state": StartupState.RETURNED}) == ()


def test_all_but_confirming_ask_for_their_reason():
    for way in STARTUP.ways:
        assert (way.reason is Reason.REQUIRED) == (way.act is not Act.CONFIRM)


def test_every_act_has_its_words_and_its_letter():
    assert set(labels.ACTS) == set(mails.OF_ACT) == set(Act)
