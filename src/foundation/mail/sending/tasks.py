"""Sending a queued mail."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from foundation.clock import now
from foundation.database import change_state, find, read, run, transaction
from foundation.errors import Conflict
from foundation.jobs import Lane, attempt, is_unfinished, periodic, task
from foundation.mail.sending.message import NotComposed, compose, subject_line
from foundation.mail.sending.reasons import Reason
from foundation.mail.sending.review import reviewed
from foundation.mail.sending.transport import NotDelivered, Undeliverable, transport_of
from foundation.mail.tables import MailMessage, MailState
from foundation.settings import Settings, current
from foundation.text import plain

SEND = "mail.send"
# with the growing waits, about four hours
ATTEMPTS = 22
LOST_AFTER = timedelta(days=1)


def job_key(mail_id: UUID) -> str:
    """Names the one job of a mail."""
    return f"mail:{mail_id}"


def lane_of(mail: Mapping[str, Any]) -> Lane:
    """Where the job of a mail waits, whenever it is queued.

    Args:
        mail: `urgent` and `review` of it.
    """
    if mail["urgent"]:
        return Lane.URGENT
    return Lane.BACKGROUND if mail["review"] else Lane.MAIL


@task(SEND, attempts=ATTEMPTS, lane=Lane.MAIL)
async def send(mail_id: str) -> None:
    """Hand a mail over and mark it sent, or failed with the reason; one that ended is left alone.

    Raises:
        NotDelivered: to be tried again.
    """
    mail = await read(MailMessage, UUID(mail_id))
    if mail is None or mail["state"] in (MailState.SENT, MailState.WITHHELD):
        return
    settings = current()
    try:
        if mail["review"] is not None and not await _still_holds(mail):
            return
        await _deliver(mail, settings)
    except (Undeliverable, NotComposed) as error:
        await _give_up(mail, str(error), settings)
        return
    except Exception as error:
        # Whatever it is: a mail does not wait for ever.
        reason = str(error) if isinstance(error, NotDelivered) else type(error).__name__
        if attempt().last:
            await _give_up(mail, reason, settings)
        else:
            await _correct(mail["id"], {MailMessage.error: reason})
        raise
    await _mark_sent(mail, settings)


@periodic("mail.give_up_lost", cron="41 * * * *")
async def give_up_lost() -> None:
    """Mark as failed what waits long after its last try, its job having ended with its worker."""
    settings = current()
    waiting = MailMessage.state == MailState.QUEUED.value
    for mail in await find(MailMessage, waiting, MailMessage.queued_at < now() - LOST_AFTER):
        if not await is_unfinished(job_key(mail["id"])):
            await _give_up(mail, Reason.JOB_LOST, settings)


async def _still_holds(mail: dict[str, Any]) -> bool:
    """Whether it may leave; its text is then that of now."""
    letter = await reviewed(mail["review"], mail["id"])
    with suppress(Conflict):
        async with transaction():
            if letter is None:
                await change_state(
                    MailMessage,
                    mail["id"],
                    {MailState.QUEUED, MailState.FAILED},
                    MailState.WITHHELD,
                    {MailMessage.error: None},
                )
                return False
            subject, body = subject_line(letter.subject), plain(letter.body)
            await _correct(mail["id"], {MailMessage.subject: subject, MailMessage.body: body})
    mail |= {"subject": letter.subject, "body": letter.body} if letter else {}
    return letter is not None


async def _correct(mail_id: UUID, values: dict[Column | str, Any]) -> None:
    unsent = MailMessage.id == mail_id, MailMessage.state != MailState.SENT.value
    await run(MailMessage.update(values).where(*unsent))


async def _deliver(mail: dict[str, Any], settings: Settings) -> None:
    message = compose(
        mail_id=mail["id"],
        sender=settings.mail_from,
        recipient=mail["recipient"],
        subject=mail["subject"],
        body=mail["body"],
        language=mail["language"],
        written_at=mail["queued_at"],
        headers=mail["headers"],
    )
    await transport_of(settings).deliver(mail["id"], message)


async def _mark_sent(mail: dict[str, Any], settings: Settings) -> None:
    # A conflict means that another run of this job has marked it.
    with suppress(Conflict):
        async with transaction():
            await change_state(
                MailMessage,
                mail["id"],
                {MailState.QUEUED, MailState.FAILED},
                MailState.SENT,
                {MailMessage.sent_at: now(), MailMessage.error: None},
                **_wiped(mail, settings),
            )


def _wiped(mail: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """What is not kept of a mail that ended."""
    return {"body": ""} if mail["confidential"] and not settings.demo else {}


async def _give_up(mail: dict[str, Any], reason: str, settings: Settings) -> None:
    with suppress(Conflict):
        async with transaction():
            await change_state(
                MailMessage,
                mail["id"],
                {MailState.QUEUED, MailState.FAILED},
                MailState.FAILED,
                {MailMessage.error: reason},
                **_wiped(mail, settings),
            )
