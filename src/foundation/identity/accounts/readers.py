"""Whom to tell: people by what they are, as readers of letters."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from foundation.access.permissions import roles_with
from foundation.database import fetch_as
from foundation.mail import Reader


def reader_of(row: Mapping[str, Any]) -> Reader:
    """The reader that a row with `email`, `language` and `name` names."""
    return Reader(email=row["email"], language=row["language"], name=row["name"])


async def members_of(organisation_id: UUID) -> list[Reader]:
    """Everybody who acts for an organisation, in order of their addresses."""
    return await fetch_as(
        Reader,
        "SELECT DISTINCT a.email, a.language, a.name "
        "FROM membership m JOIN account a ON a.id = m.account "
        "WHERE m.organisation = $1 AND m.state = 'active' AND a.state = 'active' ORDER BY a.email",
        organisation_id,
    )


async def still_acting(
    accounts: Collection[UUID | None],
    *,
    organisation_id: UUID | None = None,
    permission: str | None = None,
) -> list[Reader]:
    """Those of these people who act for the organisation, or in a role that carries the permission, to this day.

    Whoever has left is told nothing more of the work there.
    """
    return await fetch_as(
        Reader,
        "SELECT a.email, a.language, a.name FROM account a "
        "WHERE a.id = ANY($1) AND a.state = 'active' AND EXISTS (SELECT FROM membership m "
        "WHERE m.account = a.id AND m.state = 'active' AND ($2::uuid IS NULL OR m.organisation = $2) "
        "AND ($3::text[] IS NULL OR m.role = ANY($3))) ORDER BY a.email",
        list(accounts),
        organisation_id,
        None if permission is None else roles_with(permission),
    )


async def people(accounts: Collection[UUID]) -> list[Reader]:
    """Those of these people whose accounts are in use."""
    return await fetch_as(
        Reader,
        "SELECT email, language, name FROM account WHERE id = ANY($1) AND state = 'active' "
        "ORDER BY email",
        list(accounts),
    )
