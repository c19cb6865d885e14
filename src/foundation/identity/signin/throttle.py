"""Limits on signing in and on mails sent for the asking, per account and per network.

Counts stand in PostgreSQL, so that every process sees them. An attempt is counted before its
password is looked at: attempts at the same time cannot slip past the limit together.

Passwords are counted by account where there is one, mails by the address they go to. Where an account
has signed in before, it has an allowance of its own: strangers who try elsewhere do not lock its holder
out there, and whoever sits there has no more tries than strangers have.
"""

import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from foundation import clock
from foundation.database import fetch_one, fetch_value, hold, insert, require_transaction, run
from foundation.email_address import canonical
from foundation.errors import TooMany
from foundation.i18n import format_datetime
from foundation.i18n import gettext as _
from foundation.identity.signin.known_places import KnownPlace, PlaceKind, place_of
from foundation.identity.states import AttemptKind
from foundation.identity.tables import LoginAttempt
from foundation.ids import new_id
from foundation.signing import mark

IPV6_NETWORK_BITS = 64
NO_ACCOUNT = UUID(int=0)


@dataclass(frozen=True)
class Limit:
    """Attempts within a window: for one account (again for each place it is known at), and from one
    network."""

    per_account: int
    per_address: int
    window: timedelta


LIMITS = {
    AttemptKind.LOGIN: Limit(10, 100, timedelta(minutes=15)),
    AttemptKind.MAIL: Limit(5, 50, timedelta(hours=1)),
}


def subject_of(name: str) -> str:
    """What stands for an account or address in the counts; a keyed hash."""
    return mark("foundation.identity.throttle", name)


def network_of(address: str) -> str:
    """The address that is counted: an IPv6 customer has a whole /64."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, IPV6_NETWORK_BITS), strict=False))
    return str(parsed)


async def admit(kind: AttemptKind, email: str, address: str, device: str | None = None) -> str:
    """Count one attempt, or refuse it.

    Args:
        kind: which limits hold.
        email: as typed; known or not.
        address: network address of the client.
        device: of the client's browser, if it has one (`known_places`).

    Returns:
        What the attempt was counted for, to be forgotten once the password was right.

    Raises:
        TooMany: says when the next attempt will be looked at.
    """
    require_transaction()
    network, limit = network_of(address), LIMITS[kind]
    name, place = await _counted(kind, email, device, network)
    subject = subject_of(name)
    for counted in sorted((subject, network)):
        await hold("attempts", kind, counted)
    since = clock.now() - limit.window
    free = [await _free_again("subject", kind, subject, limit.per_account, since)]
    if place is None or place.kind is not PlaceKind.DEVICE:
        # A device knows few accounts; a network may hold somebody who tries many.
        free.append(await _free_again("address", kind, network, limit.per_address, since))
    blocking = [last + limit.window for last in free if last is not None]
    if blocking:
        raise _too_many(max(blocking), _way_out(kind) if free[0] and not any(free[1:]) else "")
    await insert(
        LoginAttempt,
        {
            LoginAttempt.id: new_id(),
            LoginAttempt.kind: kind.value,
            LoginAttempt.subject: subject,
            LoginAttempt.address: network,
            LoginAttempt.attempted_at: clock.now(),
        },
    )
    return subject


async def forget(kind: AttemptKind, subject: str) -> None:
    """Clear what was counted for a subject after it has proved itself."""
    require_transaction()
    counted = LoginAttempt.kind == kind.value, LoginAttempt.subject == subject
    await run(LoginAttempt.delete().where(*counted))


async def forget_logins(account_id: UUID) -> None:
    """Clear what strangers' passwords were counted for an account."""
    await forget(AttemptKind.LOGIN, subject_of(str(account_id)))


async def _counted(
    kind: AttemptKind, email: str, device: str | None, network: str
) -> tuple[str, KnownPlace | None]:
    """The name an attempt is counted under, and the place it comes from if the account knows it."""
    address = canonical(email)
    if kind is not AttemptKind.LOGIN:
        return address, None
    account = await fetch_value("SELECT id FROM account WHERE email_canonical = $1", address)
    # Asked for an unknown account too: how long it takes must not tell.
    place = await place_of(account or NO_ACCOUNT, device, network)
    if account is None:
        return address, None
    return (str(account), None) if place is None else (f"{account}@{place.mark}", place)


async def _free_again(
    column: str, kind: AttemptKind, value: str, limit: int, since: datetime
) -> datetime | None:
    row = await fetch_one(
        f"SELECT attempted_at FROM login_attempt WHERE kind = $1 AND {column} = $2 "
        f"AND attempted_at > $3 ORDER BY attempted_at DESC OFFSET {limit - 1} LIMIT 1",
        kind.value,
        value,
        since,
    )
    return row["attempted_at"] if row else None


def _way_out(kind: AttemptKind) -> str:
    """What lifts the limit of an account at once; the same for addresses that have none."""
    if kind is not AttemptKind.LOGIN:
        return ""
    return _("待たずに入るには、「パスワードを忘れたとき」からパスワードを決め直してください。")


def _too_many(free_at: datetime, way_out: str) -> TooMany:
    # Shown to the minute, so round up: the stated time must be late enough.
    shown = free_at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    seconds = math.ceil((free_at - clock.now()).total_seconds())
    return TooMany(
        _(
            "続けて何度も試されたため、いったん止めています。%(time)sを過ぎてから、もう一度行ってください。",
            time=format_datetime(shown, year=False),
        )
        + way_out,
        max(1, seconds),
    )
