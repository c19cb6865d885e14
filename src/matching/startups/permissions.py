"""What the startup area asks of a role."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the startup area. `WRITE` reaches one's own company only."""

    REVIEW = "startup.review"
    WRITE = "startup.write"
