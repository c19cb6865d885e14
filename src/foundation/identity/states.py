"""States of accounts, organisations, memberships and invitations."""

from enum import StrEnum


class AccountState(StrEnum):
    """A suspended account cannot sign in; it can be reactivated."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


class OrganisationState(StrEnum):
    """Active until it is merged into another or closed; both are final, the record stays."""

    ACTIVE = "active"
    MERGED = "merged"
    CLOSED = "closed"


class MembershipState(StrEnum):
    """An ended membership stays as a record; a new one is made to return."""

    ACTIVE = "active"
    ENDED = "ended"


class InvitationState(StrEnum):
    """Open until accepted or withdrawn; an open one may be past its time."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


class LinkPurpose(StrEnum):
    """What a mailed link is good for."""

    CONFIRM_EMAIL = "confirm_email"
    RESET_PASSWORD = "reset_password"


class AttemptKind(StrEnum):
    """What is counted against its limits."""

    LOGIN = "login"
    MAIL = "mail"


class AskedFor(StrEnum):
    """What somebody asked to be mailed who has not shown who they are."""

    SIGN_UP = "sign_up"
    RESET_PASSWORD = "reset_password"
