"""Devices and networks that an account has signed in from, so that strangers' wrong passwords do not
lock its holder out there.

A device is a signed number in a cookie of long life: only this installation makes one. Both are kept as
keyed hashes.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from foundation import clock
from foundation.database import execute, fetch_one, require_transaction, run
from foundation.identity.secrets import new_secret
from foundation.identity.tables import KnownPlace as KnownPlaceRow
from foundation.ids import new_id
from foundation.signing import mark, mark_from_before, read, read_from_before, sign

KEPT = timedelta(days=180)
MOST_OF_A_KIND = 20
_DEVICE = "foundation.identity.known_places"
_DEVICE_BEFORE = "foundation.identity.device"


class PlaceKind(StrEnum):
    """What is known; a device tells more than a network, which strangers share."""

    DEVICE = "device"
    NETWORK = "network"


@dataclass(frozen=True)
class KnownPlace:
    """A place the account has signed in from.

    Attributes:
        mark: keyed hash of it.
    """

    kind: PlaceKind
    mark: str


def new_device() -> str:
    """What the cookie of a device holds that had none."""
    return sign(_DEVICE, new_secret())


def is_device(text: str) -> bool:
    """Whether this installation made the cookie."""
    return read(_DEVICE, text) is not None or read_from_before(_DEVICE_BEFORE, text) is not None


async def place_of(account_id: UUID, device: str | None, network: str) -> KnownPlace | None:
    """Where the account has signed in before: the device if it is known, else the network."""
    row = await fetch_one(
        "SELECT kind, mark FROM known_place WHERE account = $1 AND last_used_at > $4 "
        "AND ((kind = 'device' AND mark = ANY($2)) OR (kind = 'network' AND mark = ANY($3))) "
        "ORDER BY kind, last_used_at DESC LIMIT 1",
        account_id,
        _marks(PlaceKind.DEVICE, device or ""),
        _marks(PlaceKind.NETWORK, network),
        clock.now() - KEPT,
    )
    return None if row is None else KnownPlace(PlaceKind(row["kind"]), row["mark"])


async def remember_places(account_id: UUID, device: str | None, network: str) -> None:
    """Keep where somebody has just shown the account's password; the longest unused ones go."""
    require_transaction()
    for kind, value in ((PlaceKind.DEVICE, device), (PlaceKind.NETWORK, network)):
        if not value:
            continue
        await execute(
            "INSERT INTO known_place (id, account, kind, mark, last_used_at) "
            "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account, kind, mark) "
            "DO UPDATE SET last_used_at = excluded.last_used_at",
            new_id(),
            account_id,
            kind.value,
            _marks(kind, value)[0],
            clock.now(),
        )
        await execute(
            "DELETE FROM known_place WHERE id IN (SELECT id FROM known_place "
            "WHERE account = $1 AND kind = $2 ORDER BY last_used_at DESC, id DESC OFFSET $3)",
            account_id,
            kind.value,
            MOST_OF_A_KIND,
        )


async def forget_places(account_id: UUID) -> None:
    """Know none any more: the password may have been in other hands."""
    require_transaction()
    await run(KnownPlaceRow.delete().where(KnownPlaceRow.account == account_id))


def _marks(kind: PlaceKind, value: str) -> tuple[str, str]:
    """The mark a place is kept by, and that of the time before each purpose had a key."""
    now = mark(f"foundation.identity.known_places:{kind}", value)
    return now, mark_from_before(f"known {kind}:{value}")
