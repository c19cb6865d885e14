"""Numbers of pages, as addresses name them."""

import pytest

from foundation.web.pagination import page_address, page_number


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
        ("9" * 9, 999_999_999),
        ("9" * 5_000, 1),
    ],
)
def test_what_is_no_number_is_the_first_page(written: str, number: int):
    assert page_number(written) == number


def test_another_page_keeps_what_else_was_asked_for():
    assert page_address(2, {"q": ["防災"], "region": ["a", "b"]}) == (
        "?q=%E9%98%B2%E7%81%BD&region=a&region=b&page=2"
    )
