"""Who could be told: active people with the right role who want to be."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from foundation.access.permissions import permissions_of
from foundation.database import fetch
from matching.alerts.kinds import Kind

_WANTS = (
    "NOT EXISTS (SELECT 1 FROM alert_choice c WHERE c.account = a.id AND c.kind = {kind} "
    "AND NOT c.wanted)"
)


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """A person to tell.

    Attributes:
        organisations: those for whose sake they are told.
    """

    account_id: UUID
    email: str
    name: str
    language: str
    organisations: frozenset[UUID]


async def people_of(
    organisations: Collection[UUID], permission: str, kind: Kind, besides: UUID
) -> list[Recipient]:
    """Active people of these organisations, each once, in the order of their ids.

    Args:
        permission: what their role in the organisation must carry.
        kind: those who do not want it are left out.
        besides: an organisation whose people are left out, as the document is their own.
    """
    rows = await fetch(
        "SELECT a.id, a.email, a.name, a.language, m.organisation, m.role "
        "FROM membership m JOIN account a ON a.id = m.account "
        "WHERE m.organisation = ANY($1) AND m.state = 'active' AND a.state = 'active' "
        f"AND {_WANTS.format(kind='$2')} "
        "AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.account = a.id "
        "AND o.organisation = $3 AND o.state = 'active') ORDER BY a.id, m.organisation",
        list(organisations),
        kind.value,
        besides,
    )
    found: dict[UUID, Recipient] = {}
    for row in rows:
        if permission not in permissions_of(row["role"]):
            continue
        known = found.get(row["id"])
        found[row["id"]] = Recipient(
            account_id=row["id"],
            email=row["email"],
            name=row["name"],
            language=row["language"],
            organisations=frozenset({row["organisation"], *(known.organisations if known else ())}),
        )
    return list(found.values())


async def recipient(account_id: UUID, kind: Kind) -> Recipient | None:
    """A person with their organisations, while they are active and want this kind; else None."""
    rows = await fetch(
        "SELECT a.id, a.email, a.name, a.language, m.organisation FROM account a "
        "LEFT JOIN membership m ON m.account = a.id AND m.state = 'active' "
        f"WHERE a.id = $1 AND a.state = 'active' AND {_WANTS.format(kind='$2')}",
        account_id,
        kind.value,
    )
    if not rows:
        return None
    return Recipient(
        account_id=rows[0]["id"],
        email=rows[0]["email"],
        name=rows[0]["name"],
        language=rows[0]["language"],
        organisations=frozenset(row["organisation"] for row in rows if row["organisation"]),
    )
