"""Who a request comes from, kept with it: found out by identity's middleware, asked by everybody.

Pages know people by cookie only and the API by bearer token only.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.types import Scope

from foundation.access.actor import ANONYMOUS, Actor

Connection = ASGIConnection[Any, Any, Any, Any]
API_PREFIX = "/api"
BY_LINK = "by_mailed_link"
"""In the `opt` of handlers whose address is a key, sent by mail."""
BY_SESSION = "by_session"
"""In the `opt` of pages for people below the API's address."""
_STATE = "foundation.access"


@dataclass(frozen=True, kw_only=True)
class MembershipChoice:
    """One membership that the person can act in."""

    id: UUID
    role: str
    organisation_id: UUID | None
    organisation_name: str | None
    organisation_name_en: str | None
    organisation_kind: str | None


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who a request comes from.

    Attributes:
        actor: the person in the membership acted in.
        memberships: all that the person could act in, oldest first.
        ended: the one that a session acted in until it ended; another is to be chosen.
        session_id, token_id: the row that proved it; at most one is set.
        email, language: of the account.
    """

    actor: Actor = ANONYMOUS
    memberships: tuple[MembershipChoice, ...] = ()
    ended: MembershipChoice | None = None
    session_id: UUID | None = None
    token_id: UUID | None = None
    email: str = ""
    language: str = "ja"


NOBODY = Identity()


def is_api(scope: Scope) -> bool:
    """Whether the matched route (not the address as typed) belongs to the API."""
    template = scope.get("path_template") or ""
    return template == API_PREFIX or template.startswith(API_PREFIX + "/")


def is_identified(connection: Connection) -> bool:
    """Whether somebody asked already who the request comes from."""
    return _STATE in connection.scope.get("state", {})


def set_identity(connection: Connection, identity: Identity) -> None:
    """Say who the request comes from."""
    connection.scope.setdefault("state", {})[_STATE] = identity


def identity_of(connection: Connection) -> Identity:
    """Who the request comes from, with all their memberships; nobody on unmatched addresses."""
    found = connection.scope.get("state", {}).get(_STATE)
    return found if isinstance(found, Identity) else NOBODY


def actor_of(connection: Connection) -> Actor:
    """The actor of a request; `ANONYMOUS` where nobody is known."""
    return identity_of(connection).actor


def memberships_of(connection: Connection) -> tuple[MembershipChoice, ...]:
    """All memberships the person could act in, for the role switch."""
    return identity_of(connection).memberships


def ended_of(connection: Connection) -> MembershipChoice | None:
    """The membership that the session acted in until it ended; another is to be chosen."""
    return identity_of(connection).ended


async def provide_actor(request: Request[Any, Any, Any]) -> Actor:
    """Dependency `actor` of every handler."""
    return actor_of(request)
