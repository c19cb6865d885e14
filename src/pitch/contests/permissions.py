"""What the contest area asks of a role."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the contest area. `ENTER` reaches the solutions of one's own startup only."""

    ENTER = "contest.enter"
    JUDGE = "contest.judge"
    RUN = "contest.run"
