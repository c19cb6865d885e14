"""Named reads of accounts, of what belongs to them, and of who acts in which role."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import Actor
from foundation.database import fetch_as, fetch_value
from foundation.database.lists import Conditions, Listing, PageOf
from foundation.email_address import canonical
from foundation.errors import NotFound
from foundation.identity.policy import may_manage_accounts
from foundation.identity.tables import SET_ASIDE


class RoleOf(msgspec.Struct, frozen=True, kw_only=True):
    """One role of a person; organisation fields are None for roles outside organisations."""

    id: UUID
    role: str
    organisation_id: UUID | None
    organisation_name: str | None
    organisation_name_en: str | None


class AccountRow(msgspec.Struct, frozen=True, kw_only=True):
    """An account as operators see it."""

    id: UUID
    name: str
    email: str
    state: str
    confirmed: bool
    set_aside: bool
    """Suspended by an upgrade, as another account has its address."""
    created_at: datetime
    roles: tuple[RoleOf, ...]


@dataclass(frozen=True, kw_only=True)
class PersonInRole:
    """A person who can act in a role."""

    account_id: UUID
    account_name: str
    role: str
    organisation_name: str | None
    organisation_name_en: str | None


@dataclass(frozen=True, kw_only=True)
class TokenRow:
    """A token as its owner sees it."""

    id: UUID
    name: str
    prefix: str
    role: str | None
    organisation_name: str | None
    organisation_name_en: str | None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


_ROLES = """
    (SELECT coalesce(json_agg(json_build_object('id', m.id, 'role', m.role,
        'organisation_id', o.id, 'organisation_name', o.name,
        'organisation_name_en', o.name_en)
        ORDER BY m.created_at, m.id), '[]'::json)
     FROM membership m LEFT JOIN organisation o ON o.id = m.organisation
     WHERE m.account = a.id AND m.state = 'active') AS roles
"""
_ACCOUNTS = Listing(
    row=AccountRow,
    columns="a.id, a.name, a.email, a.state, a.created_at, "
    f"a.email_canonical LIKE '{SET_ASIDE}%' AS set_aside, "
    f"a.email_confirmed_at IS NOT NULL AS confirmed, {_ROLES}",
    source="account a",
    order="a.name, a.id",
)
_PEOPLE = Listing(
    row=PersonInRole,
    columns="a.id AS account_id, a.name AS account_name, m.role, o.name AS organisation_name, "
    "o.name_en AS organisation_name_en",
    source="membership m JOIN account a ON a.id = m.account "
    "LEFT JOIN organisation o ON o.id = m.organisation",
    order="a.name, a.id",
)
_ACTING = "m.state = 'active' AND a.state = 'active'"


async def list_accounts(actor: Actor, search: str = "", page: int = 1) -> PageOf[AccountRow]:
    """Accounts by name, with their roles; `search` looks in name and address."""
    may_manage_accounts(actor).require()
    return await _ACCOUNTS.page(Conditions().words(search, "a.name", "a.email"), page)


async def account_for(actor: Actor, account_id: UUID) -> AccountRow:
    """One account, for operators.

    Raises:
        NotPermitted, NotFound.
    """
    may_manage_accounts(actor).require()
    found = await _ACCOUNTS.first(Conditions().where("a.id = ?", account_id))
    if found is None:
        raise NotFound()
    return found


async def account_id_of(email: str) -> UUID | None:
    """The account with an address (command line)."""
    found = await fetch_value("SELECT id FROM account WHERE email_canonical = $1", canonical(email))
    return found if found is None else UUID(str(found))


async def email_of(account_id: UUID) -> str:
    """The address of an account."""
    return str(await fetch_value("SELECT email FROM account WHERE id = $1", account_id))


async def people_in_role(role: str) -> list[PersonInRole]:
    """Everybody who can act in a role, by name (a contest choosing its judges)."""
    return await _PEOPLE.rows(Conditions().where("m.role = ?", role).where(_ACTING))


async def demo_accounts() -> list[PersonInRole]:
    """The demo's one-click logins, in their order."""
    narrowed = Conditions().where("m.demo_order IS NOT NULL").where(_ACTING)
    return await _PEOPLE.rows(narrowed, order="m.demo_order, a.id")


async def own_tokens(actor: Actor) -> list[TokenRow]:
    """The person's tokens that still work, newest first."""
    return await fetch_as(
        TokenRow,
        "SELECT t.id, t.name, t.prefix, m.role, o.name AS organisation_name, "
        "o.name_en AS organisation_name_en, t.created_at, "
        "t.expires_at, t.last_used_at FROM api_token t "
        "LEFT JOIN membership m ON m.id = t.membership "
        "LEFT JOIN organisation o ON o.id = m.organisation "
        "WHERE t.account = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 "
        "ORDER BY t.created_at DESC, t.id",
        actor.account(),
        clock.now(),
    )
