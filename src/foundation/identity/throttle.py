"""Limits on signing in and on mails sent for the asking, per account and per address.

Counts stand in PostgreSQL, so that every process sees them. An attempt is counted before its
password is looked at: attempts at the same time cannot slip past the limit together.
"""

import hashlib
import hmac
import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from foundation import clock
from foundation.database import execute, fetch_one, fetch_value, insert, require_transaction
from foundation.errors import TooMany
from foundation.i18n import format_datetime
from foundation.i18n import gettext as _
from foundation.identity.states import AttemptKind
from foundation.identity.tables import LoginAttempt
from foundation.ids import new_id
from foundation.settings import current

IPV6_NETWORK_BITS = 64


@dataclass(frozen=True)
class Limit:
    """Attempts within a window: for one account, and from one network address."""

    per_account: int
    per_address: int
    window: timedelta


LIMITS = {
    AttemptKind.LOGIN: Limit(10, 100, timedelta(minutes=15)),
    AttemptKind.MAIL: Limit(5, 50, timedelta(hours=1)),
}


def subject_of(email: str) -> str:
    """What stands for an account in the counts, whether it exists or not."""
    key = current().secret_key.encode()
    return hmac.new(key, email.strip().lower().encode(), hashlib.sha256).hexdigest()


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


async def admit(kind: AttemptKind, email: str, address: str) -> None:
    """Count one attempt, or refuse it.

    Args:
        kind: which limits hold.
        email: as typed; known or not.
        address: network address of the client.

    Raises:
        TooMany: says when the next attempt will be looked at.
    """
    require_transaction()
    subject, network, limit = subject_of(email), network_of(address), LIMITS[kind]
    for name in sorted((f"{kind}:{subject}", f"{kind}:{network}")):
        await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", name)
    since = clock.now() - limit.window
    free = [
        await _free_again("subject", kind, subject, limit.per_account, since),
        await _free_again("address", kind, network, limit.per_address, since),
    ]
    blocking = [last + limit.window for last in free if last is not None]
    if blocking:
        raise _too_many(max(blocking))
    await insert(
        LoginAttempt,
        id=new_id(),
        kind=kind.value,
        subject=subject,
        address=network,
        attempted_at=clock.now(),
    )


async def forget(kind: AttemptKind, email: str) -> None:
    """Clear an account's count after it has proved itself."""
    require_transaction()
    await execute(
        "DELETE FROM login_attempt WHERE kind = $1 AND subject = $2", kind.value, subject_of(email)
    )


async def attempts_of(kind: AttemptKind, email: str) -> int:
    """How many attempts are counted for an account (tests, operators)."""
    return int(
        await fetch_value(
            "SELECT count(*) FROM login_attempt WHERE kind = $1 AND subject = $2",
            kind.value,
            subject_of(email),
        )
    )


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


def _too_many(free_at: datetime) -> TooMany:
    # Shown to the minute, so round up: the stated time must be late enough.
    shown = free_at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    seconds = math.ceil((free_at - clock.now()).total_seconds())
    return TooMany(
        _(
            "続けて何度も試されたため、いったん止めています。%(time)sを過ぎてから、もう一度行ってください。",
            time=format_datetime(shown, year=False),
        ),
        max(1, seconds),
    )
