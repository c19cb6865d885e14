"""Waits grow and end."""

from foundation.jobs.retry import wait_seconds


def test_waits_double_up_to_a_quarter_of_an_hour():
    assert [wait_seconds(tried) for tried in range(4)] == [5, 10, 20, 40]
    assert wait_seconds(50) == 900
