"""Mail that was asked for; housekeeping: what has run out is not kept, and names are taken up on their
day."""

from datetime import timedelta

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.database import execute, transaction
from foundation.identity.accounts.commands import credentials, registration
from foundation.identity.accounts.mail_requests import ANSWER, take
from foundation.identity.organisations import names
from foundation.identity.signin.known_places import KEPT
from foundation.identity.states import AskedFor
from foundation.jobs import Lane, periodic, task

KEEP_ATTEMPTS = timedelta(days=1)
KEEP_LINKS = timedelta(days=30)
KEEP_REQUESTS = timedelta(days=1)

_ANSWERS = {
    AskedFor.SIGN_UP: registration.answer_sign_up,
    AskedFor.RESET_PASSWORD: credentials.answer_reset_request,
}


@task(ANSWER, lane=Lane.URGENT)
async def answer_mail_request(request_id: str) -> None:
    """Do what was asked for, and mail the person."""
    async with transaction():
        asked = await take(request_id)
        if asked is not None:
            await _ANSWERS[AskedFor(asked["asked_for"])](asked)


@periodic("identity.sweep", cron="17 * * * *")
async def sweep() -> None:
    """Delete sessions that are over, old links, requests and counts, and places not seen for long."""
    now = clock.now()
    async with transaction():
        await execute("DELETE FROM login_session WHERE expires_at < $1", now)
        await execute("DELETE FROM mail_link WHERE expires_at < $1", now - KEEP_LINKS)
        await execute("DELETE FROM mail_request WHERE asked_at < $1", now - KEEP_REQUESTS)
        await execute("DELETE FROM login_attempt WHERE attempted_at < $1", now - KEEP_ATTEMPTS)
        await execute("DELETE FROM known_place WHERE last_used_at < $1", now - KEPT)


@periodic("identity.take_up_names", cron="1 * * * *")
async def take_up_names() -> None:
    """Let organisations carry the names whose day has come."""
    for organisation_id in await names.due():
        async with transaction():
            await names.take_up(SYSTEM, organisation_id)
