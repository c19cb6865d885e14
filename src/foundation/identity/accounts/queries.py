"""Named reads of the identity area."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.database import fetch, fetch_one, fetch_value
from foundation.email_address import canonical
from foundation.errors import NotFound
from foundation.i18n import pick
from foundation.identity.policy import may_manage_accounts, may_see_colleagues
from foundation.identity.tables import SET_ASIDE
from foundation.web.pagination import PER_PAGE, PageOf, nearest, offset, paginate


@dataclass(frozen=True, kw_only=True)
class RoleOf:
    """One role of a person; organisation fields are None for roles outside organisations."""

    id: UUID
    role: str
    organisation_id: UUID | None
    organisation_name: str | None
    organisation_name_en: str | None


@dataclass(frozen=True, kw_only=True)
class AccountRow:
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


@dataclass(frozen=True, kw_only=True)
class ColleagueRow:
    """A person who acts for the organisation."""

    membership_id: UUID
    account_id: UUID
    name: str
    email: str
    role: str
    since: datetime


_ROLES = """
    (SELECT coalesce(json_agg(json_build_object('id', m.id, 'role', m.role,
        'organisation_id', o.id, 'organisation_name', o.name,
        'organisation_name_en', o.name_en)
        ORDER BY m.created_at, m.id), '[]'::json)
     FROM membership m LEFT JOIN organisation o ON o.id = m.organisation
     WHERE m.account = a.id AND m.state = 'active') AS roles
"""
_ACCOUNT = (
    "a.id, a.name, a.email, a.state, a.created_at, "
    f"a.email_canonical LIKE '{SET_ASIDE}%' AS set_aside, "
    f"a.email_confirmed_at IS NOT NULL AS confirmed, {_ROLES}"
)
_MATCHES = "($1 = '' OR strpos(lower(a.name || ' ' || a.email), lower($1)) > 0)"


def _account(row: dict[str, Any]) -> AccountRow:
    roles = tuple(
        RoleOf(
            id=UUID(item["id"]),
            role=item["role"],
            organisation_id=UUID(item["organisation_id"]) if item["organisation_id"] else None,
            organisation_name=item["organisation_name"],
            organisation_name_en=item["organisation_name_en"],
        )
        for item in row["roles"]
    )
    return AccountRow(**{**row, "roles": roles})


async def list_accounts(actor: Actor, search: str = "", page: int = 1) -> PageOf[AccountRow]:
    """Accounts by name, with their roles; `search` looks in name and address."""
    may_manage_accounts(actor).require()
    words = search.strip()
    total = await fetch_value(f"SELECT count(*) FROM account a WHERE {_MATCHES}", words)
    number = nearest(page, total)
    rows = await fetch(
        f"SELECT {_ACCOUNT} FROM account a WHERE {_MATCHES} "
        "ORDER BY a.name, a.id LIMIT $2 OFFSET $3",
        words,
        PER_PAGE,
        offset(number),
    )
    return paginate([_account(row) for row in rows], number, total)


async def account_for(actor: Actor, account_id: UUID) -> AccountRow:
    """One account, for operators.

    Raises:
        NotPermitted, NotFound.
    """
    may_manage_accounts(actor).require()
    row = await fetch_one(f"SELECT {_ACCOUNT} FROM account a WHERE a.id = $1", account_id)
    if row is None:
        raise NotFound()
    return _account(row)


async def organisation_choices(actor: Actor) -> list[tuple[str, str]]:
    """Active organisations to choose from: (id, name), for operators."""
    may_manage_accounts(actor).require()
    rows = await fetch(
        "SELECT id, name, name_en, unit FROM organisation WHERE state = 'active' "
        "ORDER BY kind, name, id"
    )
    return [
        (str(row["id"]), " ".join(filter(None, (pick(row["name"], row["name_en"]), row["unit"]))))
        for row in rows
    ]


async def account_id_of(email: str) -> UUID | None:
    """The account with an address (command line)."""
    found = await fetch_value("SELECT id FROM account WHERE email_canonical = $1", canonical(email))
    return found if found is None else UUID(str(found))


async def email_of(account_id: UUID) -> str:
    """The address of an account."""
    return str(await fetch_value("SELECT email FROM account WHERE id = $1", account_id))


async def people_in_role(role: str) -> list[PersonInRole]:
    """Everybody who can act in a role, by name (a contest choosing its judges)."""
    rows = await fetch(
        "SELECT a.id AS account_id, a.name AS account_name, m.role, o.name AS organisation_name, "
        "o.name_en AS organisation_name_en "
        "FROM membership m JOIN account a ON a.id = m.account "
        "LEFT JOIN organisation o ON o.id = m.organisation "
        "WHERE m.role = $1 AND m.state = 'active' AND a.state = 'active' ORDER BY a.name, a.id",
        role,
    )
    return [PersonInRole(**row) for row in rows]


async def demo_accounts() -> list[PersonInRole]:
    """The demo's one-click logins, in their order."""
    rows = await fetch(
        "SELECT a.id AS account_id, a.name AS account_name, m.role, o.name AS organisation_name, "
        "o.name_en AS organisation_name_en "
        "FROM membership m JOIN account a ON a.id = m.account "
        "LEFT JOIN organisation o ON o.id = m.organisation "
        "WHERE m.demo_order IS NOT NULL AND m.state = 'active' AND a.state = 'active' "
        "ORDER BY m.demo_order, a.id"
    )
    return [PersonInRole(**row) for row in rows]


async def own_tokens(actor: Actor) -> list[TokenRow]:
    """The person's tokens that still work, newest first."""
    rows = await fetch(
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
    return [TokenRow(**row) for row in rows]


async def colleagues(actor: Actor) -> list[ColleagueRow]:
    """Everybody who acts for the actor's organisation.

    Raises:
        NotPermitted: the actor acts for none.
    """
    may_see_colleagues(actor, actor.organisation_id).require()
    rows = await fetch(
        "SELECT m.id AS membership_id, a.id AS account_id, a.name, a.email, m.role, "
        "m.created_at AS since FROM membership m JOIN account a ON a.id = m.account "
        "WHERE m.organisation = $1 AND m.state = 'active' ORDER BY a.name, m.role, m.id",
        actor.organisation_id,
    )
    return [ColleagueRow(**row) for row in rows]


def organisation_of(actor: Actor) -> UUID:
    """The organisation acted for.

    Raises:
        NotFound: the actor acts for none.
    """
    if actor.organisation_id is None:
        raise NotFound()
    return actor.organisation_id
