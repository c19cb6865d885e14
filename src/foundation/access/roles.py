"""How roles are named and chosen. The words are the application's; here they stay opaque."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RoleWords:
    """What people read about a role.

    Attributes:
        role: the opaque word stored with memberships.
        label: name of the role (may be a lazy text).
        summary: what the role does, in one line (may be a lazy text).
        initial: one character for its square.
        organisation_kind: kind of organisation it belongs to; None for roles outside organisations.
    """

    role: str
    label: object
    summary: object = ""
    initial: str = ""
    organisation_kind: str | None = None


_words: dict[str, RoleWords] = {}


def set_role_words(words: Iterable[RoleWords]) -> None:
    """Name the roles, in the order they are shown; called once, at composition."""
    _words.clear()
    _words.update({word.role: word for word in words})


def role_words(role: str) -> RoleWords:
    """The words of a role; an unnamed role is called by its own word."""
    return _words.get(role) or RoleWords(role=role, label=role, initial=role[:1].upper())


def role_label(role: str | None) -> str:
    """Name of a role in the reader's language; empty without a role."""
    return str(role_words(role).label) if role else ""


def all_roles() -> list[RoleWords]:
    """Every named role, in order."""
    return list(_words.values())


def roles_of_kind(organisation_kind: str | None) -> list[RoleWords]:
    """The roles people of one kind of organisation can have, in order."""
    return [word for word in _words.values() if word.organisation_kind == organisation_kind]
