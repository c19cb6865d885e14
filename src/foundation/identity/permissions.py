"""What the identity area asks of a role."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the identity area."""

    MANAGE_ACCOUNTS = "identity.manage_accounts"
    MANAGE_ORGANISATIONS = "identity.manage_organisations"
    INVITE_COLLEAGUES = "identity.invite_colleagues"
