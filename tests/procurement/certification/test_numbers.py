"""Decision numbers (認定番号) as a bureau gives them."""

from datetime import date

import pytest

from procurement.certification.numbers import proposed_number, short_name, year_mark


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
