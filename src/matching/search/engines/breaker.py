"""When to leave an engine alone, and when to look whether it is back: a circuit breaker.

Pure: it reads a clock it is given and does nothing by itself.

    closed ── failures in a row, or one that says enough ──▶ open
    open ── its wait is over, one caller looks ──▶ half-open
    half-open ── the look went well ──▶ closed ; went badly ──▶ open, for longer
"""

from collections.abc import Callable
from enum import StrEnum

FAILURES = 2
FIRST_WAIT_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0
# A look that never reports (its task was cancelled) is given up after so long.
LOOK_SECONDS = 10.0


class Circuit(StrEnum):
    """State of a breaker."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Breaker:
    """Counts failures of calls while closed, and lets one look at a time through while not.

    Answers to calls that were sent before it opened change nothing: only a look closes it again.

    Args:
        clock: seconds that never go back, `time.monotonic`.
        failures: in a row, after which it opens.
        first_wait, longest_wait: seconds between looks; the wait doubles from one to the other.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        failures: int = FAILURES,
        first_wait: float = FIRST_WAIT_SECONDS,
        longest_wait: float = LONGEST_WAIT_SECONDS,
    ) -> None:
        self._clock = clock
        self._most_failures = failures
        self._first_wait = first_wait
        self._longest_wait = longest_wait
        self._state = Circuit.CLOSED
        self._failures = 0
        self._wait = first_wait
        self._until = 0.0

    @property
    def state(self) -> Circuit:
        """What it is now."""
        return self._state

    @property
    def closed(self) -> bool:
        """Whether calls may be made."""
        return self._state is Circuit.CLOSED

    @property
    def seconds_to_look(self) -> float:
        """Until `begin_look` may succeed; 0 where it may now or where it is closed."""
        return 0.0 if self.closed else max(0.0, self._until - self._clock())

    def call_succeeded(self) -> None:
        """A call was answered well."""
        if self.closed:
            self._failures = 0

    def call_failed(self) -> None:
        """A call was not answered, or not well."""
        if not self.closed:
            return
        self._failures += 1
        if self._failures >= self._most_failures:
            self.open()

    def open(self, wait: float | None = None) -> None:
        """Open at once.

        Args:
            wait: seconds the engine asked to be left alone; at most the longest wait is kept.
        """
        if self.closed:
            self._wait = self._first_wait
        self._open_for(self._wait if wait is None else wait)

    def begin_look(self) -> bool:
        """Whether the caller shall look now; whoever is told so reports how it went."""
        if self.closed or self._clock() < self._until:
            return False
        self._state = Circuit.HALF_OPEN
        self._until = self._clock() + LOOK_SECONDS
        return True

    def look_succeeded(self) -> None:
        """The look found the engine well."""
        if self._state is Circuit.HALF_OPEN:
            self._state = Circuit.CLOSED
            self._failures = 0
            self._wait = self._first_wait

    def look_failed(self, wait: float | None = None) -> None:
        """The look found it not well; the next one waits twice as long."""
        if self._state is Circuit.HALF_OPEN:
            self._wait = min(self._wait * 2, self._longest_wait)
            self._open_for(max(self._wait, wait or 0.0))

    def _open_for(self, wait: float) -> None:
        self._state = Circuit.OPEN
        self._failures = 0
        self._until = self._clock() + min(wait, self._longest_wait)
