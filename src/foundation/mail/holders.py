"""Whose account an address is: told by the area that keeps accounts."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from uuid import UUID

from foundation.access.actor import Actor

Holders = Callable[[Actor, Sequence[str]], Awaitable[Mapping[str, UUID]]]
_holders: Holders | None = None


def set_holders(find: Holders) -> None:
    """Say how the accounts of those addresses that have one are found; once, at composition."""
    global _holders
    _holders = find


async def accounts_at(actor: Actor, addresses: Sequence[str]) -> Mapping[str, UUID]:
    """The accounts of those addresses that have one; none where nobody keeps accounts."""
    return await _holders(actor, addresses) if _holders else {}
