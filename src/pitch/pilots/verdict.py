"""How a measured value stands to its target, and the axis its small chart is drawn on. No I/O."""

import math
from enum import StrEnum

from pitch.pilots.states import Better

SMALLEST_SAMPLE = 10
"""Fewer people or occasions than this give no verdict (人数が足りない)."""
STEPS = 4
"""About how many steps an axis has."""


class Standing(StrEnum):
    """What can be said of an indicator."""

    NOT_MEASURED = "not_measured"
    NO_VALUE = "no_value"
    NO_TARGET = "no_target"
    NO_SAMPLE = "no_sample"
    TOO_FEW = "too_few"
    REACHED = "reached"
    MISSED = "missed"


def standing_of(
    better: str,
    target: float | None,
    value: float | None,
    sample_size: int | None,
    *,
    measured: bool = True,
) -> Standing:
    """How a value stands to a target; no verdict without a sample of at least ten."""
    if not measured:
        return Standing.NOT_MEASURED
    if value is None:
        return Standing.NO_VALUE
    if target is None:
        return Standing.NO_TARGET
    if sample_size is None:
        return Standing.NO_SAMPLE
    if sample_size < SMALLEST_SAMPLE:
        return Standing.TOO_FEW
    reached = value <= target if better == Better.LOWER else value >= target
    return Standing.REACHED if reached else Standing.MISSED


def plain(value: float) -> int | float:
    """The number without a needless `.0`, and without the dust of binary fractions."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def difference(before: float | None, after: float | None) -> int | float | None:
    """What changed, in the unit of the indicator."""
    return None if before is None or after is None else plain(after - before)


def axis_of(values: list[float]) -> tuple[tuple[int | float, int | float], int | float]:
    """Ends and step of an axis on round numbers that holds all values, with air at both ends.

    It starts at 0 where the values are not negative and reach down into the lower half.
    """
    low, high = min(values), max(values)
    if low >= 0 and low <= high * 0.7:
        low = 0.0
    span = (high - low) or abs(high) or 1.0
    step = _round_step(span / STEPS)
    first = math.floor(low / step)
    if low != 0 and low == first * step:
        first -= 1
    last = math.ceil(high / step)
    if high == last * step:
        last += 1
    return (plain(first * step), plain(last * step)), plain(step)


def _round_step(rough: float) -> float:
    unit = 10.0 ** math.floor(math.log10(rough))
    return unit * next((factor for factor in (1, 2, 2.5, 5) if factor * unit >= rough * 0.999), 10)
