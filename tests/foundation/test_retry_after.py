"""The wait that a server asks for, in seconds or until a date."""

import time
from email.utils import formatdate

import pytest

from foundation.retry_after import retry_after


def test_seconds_are_taken_as_they_stand() -> None:
    assert retry_after({"Retry-After": " 12 "}) == 12.0


def test_a_date_is_counted_from_now_and_never_negative() -> None:
    in_a_minute = formatdate(time.time() + 60, usegmt=True)
    assert 55 < (retry_after({"Retry-After": in_a_minute}) or 0) <= 60
    assert retry_after({"Retry-After": formatdate(time.time() - 60, usegmt=True)}) == 0.0


@pytest.mark.parametrize("value", ["-5", "soon", "", "nan", "1e9"])
def test_what_cannot_be_read_asks_for_nothing(value: str) -> None:
    assert retry_after({"Retry-After": value}) is None


def test_no_header_asks_for_nothing() -> None:
    assert retry_after({}) is None
