"""The circuit breaker: whatever course events take, it keeps its promises."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from matching.search.engines.breaker import LOOK_SECONDS, Breaker, Circuit

FIRST, LONGEST, FAILURES = 1.0, 30.0, 3
ROUNDING = 1e-6


class Clock:
    """Seconds that a test moves on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def breaker(clock: Clock) -> Breaker:
    return Breaker(clock, failures=FAILURES, first_wait=FIRST, longest_wait=LONGEST)


class Courses(RuleBasedStateMachine):
    """A breaker beside the plainest account of what it should be."""

    @initialize()
    def begin(self) -> None:
        self.clock = Clock()
        self.breaker = breaker(self.clock)
        self.in_a_row = 0
        self.looking_since: float | None = None

    @rule()
    def call_succeeds(self) -> None:
        before = self.breaker.state
        self.breaker.call_succeeded()
        assert self.breaker.state is before
        self.in_a_row = 0

    @rule()
    def call_fails(self) -> None:
        before = self.breaker.state
        self.breaker.call_failed()
        self.in_a_row += 1
        if before is not Circuit.CLOSED:
            assert self.breaker.state is before
        elif self.in_a_row >= FAILURES:
            assert self.breaker.state is Circuit.OPEN
            self._opened()

    @rule(wait=st.none() | st.floats(0, 100))
    def opens_at_once(self, wait: float | None) -> None:
        self.breaker.open(wait)
        assert self.breaker.state is Circuit.OPEN
        assert self.breaker.seconds_to_look <= LONGEST + ROUNDING
        if wait is not None:
            assert abs(self.breaker.seconds_to_look - min(wait, LONGEST)) < ROUNDING
        self._opened()

    @rule(seconds=st.floats(0, 40))
    def time_goes_by(self, seconds: float) -> None:
        self.clock.now += seconds

    @rule()
    def somebody_wants_to_look(self) -> None:
        due = not self.breaker.closed and self.breaker.seconds_to_look == 0
        assert self.breaker.begin_look() is due
        if due:
            # One look at a time, unless the last was given up.
            assert (
                self.looking_since is None
                or self.clock.now - self.looking_since >= LOOK_SECONDS - ROUNDING
            )
            self.looking_since = self.clock.now
            assert not self.breaker.begin_look()

    @precondition(lambda self: self.breaker.state is Circuit.HALF_OPEN)
    @rule()
    def look_goes_well(self) -> None:
        self.breaker.look_succeeded()
        assert self.breaker.closed
        self.in_a_row, self.looking_since = 0, None

    @precondition(lambda self: self.breaker.state is Circuit.HALF_OPEN)
    @rule(wait=st.none() | st.floats(0, 100))
    def look_goes_badly(self, wait: float | None) -> None:
        self.breaker.look_failed(wait)
        assert self.breaker.state is Circuit.OPEN
        assert FIRST - ROUNDING <= self.breaker.seconds_to_look <= LONGEST + ROUNDING
        self._opened()

    @precondition(lambda self: self.breaker.state is not Circuit.HALF_OPEN)
    @rule(well=st.booleans())
    def a_look_nobody_began_changes_nothing(self, well: bool) -> None:
        before = self.breaker.state
        self.breaker.look_succeeded() if well else self.breaker.look_failed()
        assert self.breaker.state is before

    @invariant()
    def it_is_looked_at_sooner_or_later(self) -> None:
        if hasattr(self, "breaker") and not self.breaker.closed:
            assert self.breaker.seconds_to_look <= LONGEST + ROUNDING

    def _opened(self) -> None:
        self.in_a_row, self.looking_since = 0, None


Courses.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestCourses = Courses.TestCase


def test_the_wait_doubles_up_to_the_longest_and_starts_anew() -> None:
    clock = Clock()
    one = breaker(clock)
    one.open()
    waits = []
    for _ in range(7):
        waits.append(one.seconds_to_look)
        clock.now += one.seconds_to_look
        assert one.begin_look()
        one.look_failed()
    assert waits == [1, 2, 4, 8, 16, 30, 30]
    clock.now += LONGEST
    assert one.begin_look()
    one.look_succeeded()
    one.open()
    assert one.seconds_to_look == FIRST


def test_a_look_that_never_reports_is_given_up() -> None:
    clock = Clock()
    one = breaker(clock)
    one.open()
    clock.now += FIRST
    assert one.begin_look()
    clock.now += LOOK_SECONDS
    assert one.begin_look()


def test_failures_count_only_in_a_row() -> None:
    one = breaker(Clock())
    for _ in range(5):
        one.call_failed()
        one.call_failed()
        one.call_succeeded()
    assert one.closed
