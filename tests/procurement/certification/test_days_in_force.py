"""The stretches of days on which a certification holds."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from procurement.certification.term import (
    days_in_force,
    is_lapsed,
    last_day_in_force,
    last_possible_day,
)

START, END = date(2026, 1, 1), date(2026, 1, 31)


def day(number):
    return date(2026, 1, number)


def in_term(asked, suspensions):
    return START <= asked <= END and not any(
        first <= asked and (last is None or asked <= last) for first, last in suspensions
    )


@pytest.mark.parametrize(
    ("suspensions", "stretches"),
    [
        ([], [(1, 31)]),
        ([(10, 12)], [(1, 9), (13, 31)]),
        ([(10, None)], [(1, 9)]),
        ([(1, 3)], [(4, 31)]),
        ([(1, None)], []),
        ([(10, 9)], [(1, 31)]),
        ([(5, 10), (8, 20)], [(1, 4), (21, 31)]),
        ([(8, 20), (5, 10), (25, None)], [(1, 4), (21, 24)]),
        ([(5, 20), (8, 10)], [(1, 4), (21, 31)]),
    ],
)
def test_stretches_agree_with_the_question_of_one_day(suspensions, stretches):
    periods = [(day(first), None if last is None else day(last)) for first, last in suspensions]
    found = days_in_force(START, END, periods)
    assert found == [(day(first), day(last)) for first, last in stretches]
    asked = START - timedelta(days=2)
    while asked < END + timedelta(days=3):
        assert in_term(asked, periods) == any(a <= asked <= b for a, b in found)
        asked += timedelta(days=1)
    assert all(one[1] < two[0] for one, two in pairwise(found))


def test_the_last_day():
    stretches = [(day(1), day(4)), (day(21), day(24))]
    assert last_day_in_force(stretches, day(31)) == day(24)
    assert last_day_in_force(stretches, day(22)) == day(22)
    assert last_day_in_force(stretches, day(20)) == day(4)
    assert last_day_in_force(stretches, START - timedelta(days=1)) is None
    assert last_possible_day(END, day(10)) == day(9)
    assert last_possible_day(END, None) == END


def test_a_suspension_lapses_after_its_last_day():
    assert not is_lapsed((day(1), day(5)), day(5))
    assert is_lapsed((day(1), day(5)), day(6))
    assert not is_lapsed((day(1), None), day(31))
    assert not is_lapsed(None, day(31))


def test_a_suspension_to_the_last_day_of_the_calendar_leaves_nothing_after_it():
    assert days_in_force(START, END, [(day(10), date.max)]) == [(day(1), day(9))]
