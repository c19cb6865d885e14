"""A reason that is needed is asked for in the words of its act."""

import pytest

from foundation.acts import checked_reason, reason_problem
from foundation.errors import Invalid
from foundation.text import LONGEST_REASON


def test_a_missing_reason_is_asked_for_in_the_words_of_its_act():
    with pytest.raises(Invalid) as refused:
        checked_reason(" \u200b", missing="Say why; the keepers read it.")
    assert refused.value.errors == {"reason": "Say why; the keepers read it."}
    assert checked_reason("", required=False, missing="Say why.") is None


def test_a_reason_is_too_long_whether_it_is_needed_or_not():
    long = "長" * (LONGEST_REASON + 1)
    for required in (True, False):
        with pytest.raises(Invalid) as refused:
            checked_reason(long, required=required, field="why")
        assert refused.value.errors == {"why": reason_problem(long)}
