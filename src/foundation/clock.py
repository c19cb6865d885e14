"""The one clock. Deadlines, terms, fiscal years and waits are judged by it, and tests move it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")
FISCAL_YEAR_FIRST_MONTH = 4


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system
# seconds that pauses took in no time (tests)
_leapt = 0.0
_pauses: list[float] | None = None


def now() -> datetime:
    """The present instant, in UTC."""
    return _source()


def today() -> date:
    """The present calendar day in Tokyo."""
    return now().astimezone(TOKYO).date()


def fiscal_year(day: date) -> int:
    """The fiscal year (年度) a day belongs to: 1 April to 31 March."""
    return day.year if day.month >= FISCAL_YEAR_FIRST_MONTH else day.year - 1


def at_tokyo(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The instant of a wall-clock time in Tokyo."""
    return datetime.combine(day, time(hour, minute), TOKYO)


def set_clock(source: Callable[[], datetime] | None) -> None:
    """Replace the clock of this process; None restores the system's."""
    global _source
    _source = source or _system


def start_on(day: date) -> None:
    """Let the clock run from now's time of day on the given day in Tokyo (demo's `--today`)."""
    shift = timedelta(days=(day - _system().astimezone(TOKYO).date()).days)
    set_clock(lambda: _system() + shift)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Stop the clock at an instant (tests)."""
    previous = _source
    set_clock(lambda: at.astimezone(UTC))
    try:
        yield
    finally:
        set_clock(previous)


def elapsed() -> float:
    """Seconds that never go back; what lies between two of them is a duration."""
    return monotonic() + _leapt


async def pause(seconds: float) -> None:
    """Wait before something is tried again."""
    global _leapt
    if _pauses is None:
        await asyncio.sleep(seconds)
        return
    _pauses.append(seconds)
    _leapt += seconds
    await asyncio.sleep(0)


@contextmanager
def leaping() -> Iterator[list[float]]:
    """Let every pause be over at once, with the seconds gone all the same (tests); gives the pauses."""
    global _pauses
    before, _pauses = _pauses, []
    try:
        yield _pauses
    finally:
        _pauses = before
