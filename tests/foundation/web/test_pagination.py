"""Numbers of pages, as addresses ask for them and as there are."""

import pytest

from foundation.web.pagination import LAST_PAGE, nearest, offset, page_number, paginate


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1", 1),
        ("7", 7),
        ("007", 7),
        ("", 1),
        ("0", 1),
        ("000", 1),
        ("-1", 1),
        ("+2", 1),
        ("1.5", 1),
        ("abc", 1),
        ("²", 1),
        ("٣", 1),
        (str(LAST_PAGE), LAST_PAGE),
        (str(LAST_PAGE + 1), LAST_PAGE),
        ("9" * 9, LAST_PAGE),
        ("9" * 5_000, 1),
    ],
)
def test_what_is_no_number_is_the_first_page(written: str, number: int):
    assert page_number(written) == number


@pytest.mark.parametrize(
    ("asked", "total", "number"),
    [(1, 0, 1), (9, 0, 1), (0, 45, 1), (-3, 45, 1), (3, 45, 3), (4, 45, 3), (99, 40, 2)],
)
def test_the_nearest_page_is_one_that_there_is(asked: int, total: int, number: int):
    assert nearest(asked, total) == number


def test_counts_of_the_last_page_are_those_of_its_rows():
    number = nearest(99, 45)
    page = paginate(list(range(45))[offset(number) : offset(number) + 20], number, 45)
    assert (page.first_row, page.last_row, page.total) == (41, 45, 45)
