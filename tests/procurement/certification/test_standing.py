"""Days in force, numbers, the law: pure functions."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from procurement.certification.law import legal_basis
from procurement.certification.numbers import proposed_number, short_name, year_mark
from procurement.certification.standing import (
    days_in_force,
    is_lapsed,
    last_day_in_force,
    last_possible_day,
)
from procurement.certification.term import in_term

START, END = date(2026, 1, 1), date(2026, 1, 31)


def day(number):
    return date(2026, 1, number)


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
        assert in_term(START, END, asked, periods) == any(a <= asked <= b for a, b in found)
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


@pytest.mark.parametrize(
    ("when", "mark"),
    [
        (date(2026, 11, 24), "R8"),
        (date(2027, 3, 31), "R8"),
        (date(2027, 4, 1), "R9"),
        (date(2021, 3, 30), "R2"),
        (date(2019, 4, 1), "R1"),
        (date(2019, 3, 31), "H30"),
    ],
)
def test_years_by_era(when, mark):
    assert year_mark(when) == mark


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("福祉局", "福祉"),
        ("教育庁", "教育"),
        ("戦略政策情報推進本部", "戦略政策情報推進"),
        ("局", "局"),
    ],
)
def test_bureaus_in_short(name, short):
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("used", "number"),
    [
        ([], "R8-保健医療-001"),
        (["R8-保健-003", "R8-保健-001"], "R8-保健-004"),
        (["R7-保健-009"], "R8-保健-001"),
        (["認定第5号"], "R8-保健医療-001"),
    ],
)
def test_the_next_number(used, number):
    assert proposed_number("保健医療局", date(2026, 11, 24), used) == number


def test_the_law_of_the_day():
    assert "第167条の2第1項第4号" in legal_basis(date(2026, 11, 24)).ja
    with pytest.raises(ValueError, match="no law"):
        legal_basis(date(2000, 1, 1))


def test_a_suspension_to_the_last_day_of_the_calendar_leaves_nothing_after_it():
    assert days_in_force(START, END, [(day(10), date.max)]) == [(day(1), day(9))]
