"""Of several stretches of days the index keeps the one that matters now."""

from datetime import date

from matching.search.engines.port import Term
from matching.search.periods import term_about

TODAY = date(2026, 11, 24)
PAST = (date(2020, 4, 1), date(2023, 3, 31))
NOW = (date(2026, 4, 1), date(2027, 3, 31))
NEXT = (date(2027, 4, 1), date(2029, 3, 31))
LATER = (date(2030, 4, 1), None)


def test_none_without_stretches():
    assert term_about([], TODAY) is None


def test_the_present_one_first_then_the_next_then_the_last():
    assert term_about([PAST, NOW, LATER], TODAY) == Term(*NOW)
    assert term_about([LATER, PAST], TODAY) == Term(*LATER)
    assert term_about([PAST], TODAY) == Term(*PAST)


def test_a_renewal_goes_on_without_a_gap():
    assert term_about([NEXT, NOW], TODAY) == Term(NOW[0], NEXT[1])


def test_one_without_end_takes_in_what_follows():
    assert term_about([(date(2026, 1, 1), None), NOW], TODAY) == Term(date(2026, 1, 1), None)
