"""What the challenge area asks of a role."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the challenge area. `WRITE` reaches the challenges of one's own bureau only."""

    REVIEW = "challenge.review"
    WRITE = "challenge.write"
