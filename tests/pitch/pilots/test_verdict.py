"""Verdicts and axes as pure functions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pitch.pilots.verdict import SMALLEST_SAMPLE, Standing, axis_of, difference, plain, standing_of

VALUES = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False).map(lambda x: round(x, 4))


@pytest.mark.parametrize(
    ("better", "target", "value", "size", "expected"),
    [
        ("lower", 45, 41, 22, Standing.REACHED),
        ("lower", 45, 45, 22, Standing.REACHED),
        ("lower", 45, 46, 22, Standing.MISSED),
        ("higher", 75, 78, 22, Standing.REACHED),
        ("higher", 75, 74.9, 22, Standing.MISSED),
        ("lower", 45, 40, 9, Standing.TOO_FEW),
        ("lower", 45, 40, 10, Standing.REACHED),
        ("lower", 45, 40, None, Standing.NO_SAMPLE),
        ("lower", None, 40, 22, Standing.NO_TARGET),
        ("lower", 45, None, 22, Standing.NO_VALUE),
    ],
)
def test_a_value_stands_to_its_target(better, target, value, size, expected):
    assert standing_of(better, target, value, size) is expected


def test_what_was_not_measured_has_no_verdict():
    assert standing_of("lower", 45, None, None, measured=False) is Standing.NOT_MEASURED


@given(st.sampled_from(["lower", "higher"]), VALUES, VALUES, st.integers(1, SMALLEST_SAMPLE - 1))
def test_too_few_never_get_a_verdict(better, target, value, size):
    assert standing_of(better, target, value, size) is Standing.TOO_FEW


@given(st.lists(VALUES, min_size=1, max_size=3))
def test_an_axis_holds_every_value_in_few_steps(values):
    (low, high), step = axis_of(values)
    assert low <= min(values) and max(values) <= high
    assert step > 0 and low < high
    assert 1 <= round((high - low) / step) <= 8


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([64, 41, 45], ((0, 80), 20)),
        ([1.0, 0.78, 0.85], ((0.7, 1.1), 0.1)),
        ([0, 0, 0], ((0, 0.25), 0.25)),
    ],
)
def test_axes_end_on_round_numbers(values, expected):
    (low, high), step = axis_of(values)
    assert (low, high) == pytest.approx(expected[0], abs=1e-9)
    assert step == pytest.approx(expected[1])


def test_numbers_lose_their_dust():
    assert plain(64.0) == 64 and isinstance(plain(64.0), int)
    assert difference(1.0, 0.73) == -0.27
    assert difference(None, 1) is None
