"""Housekeeping: what has run out is not kept, and names are taken up on their day."""

from datetime import timedelta

from foundation import clock
from foundation.database import execute, transaction
from foundation.identity import names
from foundation.identity.actor import SYSTEM
from foundation.identity.known_places import KEPT
from foundation.jobs import periodic

KEEP_ATTEMPTS = timedelta(days=1)
KEEP_LINKS = timedelta(days=30)


@periodic("identity.sweep", cron="17 * * * *")
async def sweep() -> None:
    """Delete sessions that are over, old links, old counts, and places not seen for long."""
    now = clock.now()
    async with transaction():
        await execute("DELETE FROM login_session WHERE expires_at < $1", now)
        await execute("DELETE FROM mail_link WHERE expires_at < $1", now - KEEP_LINKS)
        await execute("DELETE FROM login_attempt WHERE attempted_at < $1", now - KEEP_ATTEMPTS)
        await execute("DELETE FROM known_place WHERE last_used_at < $1", now - KEPT)


@periodic("identity.take_up_names", cron="1 * * * *")
async def take_up_names() -> None:
    """Let organisations carry the names whose day has come."""
    for organisation_id in await names.due():
        async with transaction():
            await names.take_up(SYSTEM, organisation_id)
