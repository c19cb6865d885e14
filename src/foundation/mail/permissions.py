"""What looking after mail asks of a role."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the mail area."""

    OPERATE = "mail.operate"
