"""Named reads of accounts by their addresses, for what becomes of mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_as
from foundation.email_address import canonical
from foundation.identity.policy import may_manage_accounts


@dataclass(frozen=True, kw_only=True)
class UnconfirmedAccount:
    """An account that waits for its holder's answer to the first mail."""

    id: UUID
    name: str
    email: str


async def accounts_at(actor: Actor, addresses: Sequence[str]) -> dict[str, UUID]:
    """The accounts of those addresses that have one.

    Raises:
        NotPermitted.
    """
    may_manage_accounts(actor).require()
    keys = {address: canonical(address) for address in addresses}
    rows = await fetch(
        "SELECT id, email_canonical FROM account WHERE email_canonical = ANY($1)",
        list(keys.values()),
    )
    found = {row["email_canonical"]: row["id"] for row in rows}
    return {address: found[key] for address, key in keys.items() if key in found}


async def unconfirmed_at(actor: Actor, addresses: Sequence[str]) -> list[UnconfirmedAccount]:
    """The accounts at these addresses that their holders have not confirmed, the oldest first.

    Raises:
        NotPermitted.
    """
    may_manage_accounts(actor).require()
    return await fetch_as(
        UnconfirmedAccount,
        "SELECT id, name, email FROM account WHERE email_canonical = ANY($1) "
        "AND email_confirmed_at IS NULL AND state = 'active' ORDER BY created_at, id",
        [canonical(address) for address in addresses],
    )
