"""The machine of challenges: who leads them where, and that nothing is lost on the way."""

from matching.challenges.permissions import Permission
from matching.challenges.states import CHALLENGE, PUBLIC, Act, ChallengeState


def test_every_state_has_a_way_on():
    assert all(CHALLENGE.acts_from({"state": state}) for state in ChallengeState)


def test_what_was_public_once_is_never_a_draft_again():
    for state in (*PUBLIC, ChallengeState.WITHDRAWN):
        targets = {way.target for way in CHALLENGE.ways_from({"state": state})}
        assert targets <= {*PUBLIC, ChallengeState.WITHDRAWN}


def test_only_the_secretariat_makes_public_what_was_not():
    for way in CHALLENGE.ways:
        if way.target in PUBLIC and way.source not in PUBLIC:
            assert way.by == (Permission.REVIEW,)


def test_each_reason_is_kept_where_its_readers_find_it():
    kept = {way.act: way.reason_column for way in CHALLENGE.ways}
    assert kept[Act.RETURN] == "returned_reason"
    assert kept[Act.CLOSE] == kept[Act.WITHDRAW] == kept[Act.REOPEN] == "state_reason"
