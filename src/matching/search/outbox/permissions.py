"""What looking after search asks of a role."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the outbox."""

    OPERATE = "search.operate"
