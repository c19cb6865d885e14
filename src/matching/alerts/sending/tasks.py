"""Telling people, by jobs: each may run more than once, and tells a thing once."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from foundation import clock
from foundation.access.actor import ANONYMOUS
from foundation.database import execute, transaction
from foundation.errors import NotFound
from foundation.jobs import Lane, enqueue, periodic, task
from foundation.mail.sending.review import Wording, register_reviewer
from matching.alerts.effects import TELL_BUREAUS, TELL_STARTUPS
from matching.alerts.kinds import Kind
from matching.alerts.sending.digests import accounts_due, due_searches, new_finds
from matching.alerts.sending.fitting import Fit, Fits, fits_of_challenge, fits_of_solution
from matching.alerts.sending.ledger import REVIEWER, Told, about, tell, tell_here
from matching.alerts.sending.letters import write
from matching.alerts.sending.recipients import Recipient, people_of, recipient
from matching.matcher.permissions import Permission
from matching.matcher.sources.port import challenge_source, solution_source
from matching.search.keys import columns
from matching.search.kinds import CHALLENGE, SOLUTION

DIGEST = "alerts.digest"
# Vectors are made within seconds; after ten minutes words alone decide.
WAIT = timedelta(seconds=30)
MOST_WAITS = 20


@task(TELL_STARTUPS, lane=Lane.BACKGROUND)
async def tell_startups(document_id: str, waited: int = 0) -> None:
    """Tell startups of a new challenge that their solutions fit."""
    challenge_id = UUID(document_id)
    if challenge_id not in await challenge_source().open_ids():
        return
    try:
        fits = await fits_of_challenge(challenge_id)
    except NotFound:
        return
    if await _waits(fits, TELL_STARTUPS, document_id, waited):
        return
    by_startup = _grouped(fits.found, lambda fit: fit.solution_owner)
    people = await people_of(
        by_startup,
        Permission.READ_OWN_FITS,
        Kind.CHALLENGE_FITS,
        besides=fits.found[0].challenge_owner if fits.found else challenge_id,
    )
    for person in people:
        startups = sorted(person.organisations)
        pairs = [fit.said(fit.solution) for one in startups for fit in by_startup[one]]
        await _tell(
            person,
            Kind.CHALLENGE_FITS,
            Told(
                subject=challenge_id,
                subject_kind=CHALLENGE,
                object=startups[0],
                said={"pairs": pairs},
            ),
        )


@task(TELL_BUREAUS, lane=Lane.BACKGROUND)
async def tell_bureaus(document_id: str, waited: int = 0) -> None:
    """Tell bureaus of a new solution that fits their open challenges."""
    solution_id = UUID(document_id)
    fields = (await solution_source().fields_of(ANONYMOUS, [solution_id])).get(solution_id)
    if fields is None:
        return
    fits = await fits_of_solution(solution_id, fields.owner_id)
    if await _waits(fits, TELL_BUREAUS, document_id, waited):
        return
    by_bureau = _grouped(fits.found, lambda fit: fit.challenge_owner)
    people = await people_of(
        by_bureau, Permission.KEEP_SHORTLIST, Kind.SOLUTION_FITS, besides=fields.owner_id
    )
    for person in people:
        own = [fit for one in sorted(person.organisations) for fit in by_bureau[one]]
        await _tell(
            person,
            Kind.SOLUTION_FITS,
            Told(
                subject=solution_id,
                subject_kind=SOLUTION,
                object=own[0].challenge_owner,
                said={"pairs": [fit.said(fit.challenge) for fit in own]},
            ),
        )


@periodic("alerts.digests", cron="5 * * * *")
async def digests() -> None:
    """Queue the digests that are due; hourly, so that a morning without a worker is made up."""
    for account_id in await accounts_due():
        async with transaction():
            await enqueue(DIGEST, key=f"digest:{account_id}", account_id=account_id)


@task(DIGEST, lane=Lane.BACKGROUND)
async def digest(account_id: str) -> None:
    """Mail one person the new finds of their searches that are due."""
    account = UUID(account_id)
    searches = await due_searches(account)
    if not searches:
        return
    person = await recipient(account, Kind.SAVED_SEARCH)
    news = await new_finds(account, searches, person.organisations) if person else []
    letter, told = await write(person, Kind.SAVED_SEARCH, news) if person and news else (None, [])
    async with transaction():
        if person is not None and letter is not None:
            await tell_here(person, Kind.SAVED_SEARCH, told, letter)
        await execute(
            "UPDATE saved_search SET looked_on = $2 WHERE id = ANY($1)",
            [one.id for one in searches],
            clock.today(),
        )


async def review(mail_id: UUID) -> Wording | None:
    """What a queued mail says now; None where nothing of it holds, or nobody wants it any more.

    What is left out was never told: it may be told another time.
    """
    queued = await about(mail_id)
    if queued is None:
        return None
    person = await recipient(queued.account_id, queued.kind)
    letter: Wording | None = None
    told: list[Told] = []
    if person is not None and _still_theirs(person, queued.kind, queued.news):
        letter, told = await write(person, queued.kind, queued.news)
    await execute(
        "DELETE FROM alert_sent WHERE mail = $1 AND (subject_kind, subject) NOT IN "
        "(SELECT * FROM unnest($2::text[], $3::uuid[]))",
        mail_id,
        *columns([one.key for one in told]),
    )
    return letter


register_reviewer(REVIEWER, review)


def _still_theirs(person: Recipient, kind: Kind, news: Iterable[Told]) -> bool:
    """Whether they still act for the startup or bureau for whose sake they are told."""
    if kind is Kind.SAVED_SEARCH:
        return True
    return all(one.object in person.organisations for one in news)


async def _tell(person: Recipient, kind: Kind, one: Told) -> None:
    letter, told = await write(person, kind, [one])
    if letter is not None:
        await tell(person, kind, told, letter)


async def _waits(fits: Fits, name: str, document_id: str, waited: int) -> bool:
    """Whether to ask again when vectors are there."""
    if not fits.waiting or waited >= MOST_WAITS:
        return False
    async with transaction():
        await enqueue(
            name,
            key=f"{name}:{document_id}",
            delay=WAIT,
            document_id=document_id,
            waited=waited + 1,
        )
    return True


def _grouped(fits: Iterable[Fit], owner: Callable[[Fit], UUID]) -> dict[UUID, list[Fit]]:
    found: dict[UUID, list[Fit]] = {}
    for fit in fits:
        found.setdefault(owner(fit), []).append(fit)
    return found
