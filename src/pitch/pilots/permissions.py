"""What the pilot area asks of a role."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the pilot area. All but `READ_ANY` reach one's own organisation's pilots only."""

    PLAN = "pilot.plan"
    READ_ANY = "pilot.read_any"
    READ_BUREAU = "pilot.read_bureau"
    READ_STARTUP = "pilot.read_startup"
