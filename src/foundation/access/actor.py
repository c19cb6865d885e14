"""Who does a thing: the person, the membership they act in, and what that allows."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from foundation.errors import NotAuthenticated
from foundation.i18n import gettext as _
from foundation.i18n import pick


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


class _Acting(Protocol):
    """What names the organisation that somebody acts for, or none."""

    @property
    def organisation_name(self) -> str | None: ...
    @property
    def organisation_name_en(self) -> str | None: ...


def organisation_name(acting: _Acting) -> str:
    """The organisation acted for, in the reader's language; empty where there is none."""
    return pick(acting.organisation_name, acting.organisation_name_en)
