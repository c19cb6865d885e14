"""What a startup offers the public: known to the area above that keeps solutions."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from foundation.database import require_transaction


class Offers(Protocol):
    """Speaks for what startups offer."""

    async def startup_changed(self, startup_id: UUID) -> None:
        """A startup's name or its being public changed, in the open transaction."""
        ...

    async def counts(self, startup_ids: Collection[UUID]) -> Mapping[UUID, int]:
        """How many published solutions each of these startups has; those without are left out."""
        ...


_offers: list[Offers] = []


def register_offers(offers: Offers) -> None:
    """Let this area be asked and told; called when the application is composed."""
    _offers[:] = [offers]


async def startup_changed(startup_id: UUID) -> None:
    """Say that a startup's name or its being public changed.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    for offers in _offers:
        await offers.startup_changed(startup_id)


async def offer_counts(startup_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """Published solutions by startup; those without are left out."""
    return await _offers[0].counts(startup_ids) if _offers else {}
