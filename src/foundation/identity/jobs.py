"""Mail that was asked for; housekeeping: what has run out is not kept, and names are taken up on their
day."""

from datetime import timedelta

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.database import run, transaction
from foundation.identity.accounts.commands import credentials, registration
from foundation.identity.accounts.mail_requests import ANSWER, take
from foundation.identity.organisations import names
from foundation.identity.signin.known_places import KEPT
from foundation.identity.states import AskedFor
from foundation.identity.tables import KnownPlace, LoginAttempt, LoginSession, MailLink, MailRequest
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
        await run(LoginSession.delete().where(LoginSession.expires_at < now))
        await run(MailLink.delete().where(MailLink.expires_at < now - KEEP_LINKS))
        await run(MailRequest.delete().where(MailRequest.asked_at < now - KEEP_REQUESTS))
        await run(LoginAttempt.delete().where(LoginAttempt.attempted_at < now - KEEP_ATTEMPTS))
        await run(KnownPlace.delete().where(KnownPlace.last_used_at < now - KEPT))


@periodic("identity.take_up_names", cron="1 * * * *")
async def take_up_names() -> None:
    """Let organisations carry the names whose day has come."""
    for organisation_id in await names.due():
        async with transaction():
            await names.take_up(SYSTEM, organisation_id)
