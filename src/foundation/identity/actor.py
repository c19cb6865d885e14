"""Who does a thing: the person, the membership they act in, and what that allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from foundation.errors import NotAuthenticated
from foundation.i18n import gettext as _

_permissions_of_role: dict[str, frozenset[str]] = {}
_permissions_without_role: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Actor:
    """One person acting in one membership, or nobody, or the system itself.

    Attributes:
        account_id: None for nobody and for the system.
        account_name: name as stored; empty for nobody.
        membership_id, organisation_id, organisation_name, organisation_name_en, organisation_kind: the
            membership acted in; None while the person has none, and no organisation for judges and operators.
        role: opaque word, given its meaning by the application.
        permissions: values of permission enums.
        api: the request came with a bearer token.
        is_system: a job or a command of the installation itself.
    """

    account_id: UUID | None = None
    account_name: str = ""
    membership_id: UUID | None = None
    organisation_id: UUID | None = None
    organisation_name: str | None = None
    organisation_name_en: str | None = None
    organisation_kind: str | None = None
    role: str | None = None
    permissions: frozenset[str] = frozenset()
    api: bool = False
    is_system: bool = False

    @property
    def is_anonymous(self) -> bool:
        """Nobody is signed in."""
        return self.account_id is None and not self.is_system

    def may(self, permission: str) -> bool:
        """Whether the role acted in carries a permission (member of a `StrEnum`)."""
        return permission in self.permissions

    def account(self) -> UUID:
        """The account's id where a person must act.

        Raises:
            NotAuthenticated: nobody is signed in.
        """
        if self.account_id is None:
            raise NotAuthenticated(_("ログインしてください。"))
        return self.account_id


ANONYMOUS = Actor()
SYSTEM = Actor(account_name="システム", is_system=True)


def set_role_permissions(
    mapping: Mapping[str, frozenset[str]], without_role: frozenset[str] = frozenset()
) -> None:
    """Say what each role allows; called once, when the application is composed.

    Args:
        mapping: role word → permissions.
        without_role: permissions of a signed-in person with no membership yet.
    """
    global _permissions_without_role
    _permissions_of_role.clear()
    _permissions_of_role.update(mapping)
    _permissions_without_role = without_role


def permissions_of(role: str | None) -> frozenset[str]:
    """What a role allows; an unknown role allows nothing."""
    if role is None:
        return _permissions_without_role
    return _permissions_of_role.get(role, frozenset())


def roles_with(permission: str) -> list[str]:
    """Roles that carry a permission."""
    return sorted(role for role, held in _permissions_of_role.items() if permission in held)
