"""What the solution area asks of a role."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the solution area. `WRITE` reaches one's own startup's solutions only."""

    READ_ALL = "solution.read_all"
    WRITE = "solution.write"
