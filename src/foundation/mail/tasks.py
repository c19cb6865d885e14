"""Sending a queued mail."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from foundation.clock import now
from foundation.database import change_state, execute, fetch_one, transaction
from foundation.errors import Conflict
from foundation.jobs import Lane, attempt, task
from foundation.mail.message import compose
from foundation.mail.review import reviewed
from foundation.mail.tables import MailMessage, MailState
from foundation.mail.transport import NotDelivered, Undeliverable, transport_of
from foundation.settings import Settings, current

SEND = "mail.send"
# with the growing waits, about four hours
ATTEMPTS = 22


@task(SEND, attempts=ATTEMPTS, lane=Lane.MAIL)
async def send(mail_id: str) -> None:
    """Hand a mail over and mark it sent; one that is marked already is left alone.

    Raises:
        NotDelivered: to be tried again.
    """
    mail = await fetch_one("SELECT * FROM mail_message WHERE id = $1", UUID(mail_id))
    if mail is None or mail["state"] in (MailState.SENT, MailState.WITHHELD):
        return
    if mail["review"] is not None and not await _still_holds(mail):
        return
    settings = current()
    try:
        await _deliver(mail, settings)
    except Undeliverable as error:
        await _give_up(mail["id"], str(error))
        return
    except NotDelivered as error:
        if attempt().last:
            await _give_up(mail["id"], str(error))
        else:
            await execute(
                "UPDATE mail_message SET error = $2 WHERE id = $1 AND state <> 'sent'",
                mail["id"],
                str(error),
            )
        raise
    await _mark_sent(mail, settings)


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
                    error=None,
                )
                return False
            await execute(
                "UPDATE mail_message SET subject = $2, body = $3 WHERE id = $1 AND state <> 'sent'",
                mail["id"],
                letter.subject,
                letter.body,
            )
    mail |= {"subject": letter.subject, "body": letter.body} if letter else {}
    return letter is not None


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
    wiped: dict[str, Any] = {"body": ""} if mail["confidential"] and not settings.demo else {}
    # A conflict means that another run of this job has marked it.
    with suppress(Conflict):
        async with transaction():
            await change_state(
                MailMessage,
                mail["id"],
                {MailState.QUEUED, MailState.FAILED},
                MailState.SENT,
                sent_at=now(),
                error=None,
                **wiped,
            )


async def _give_up(mail_id: UUID, reason: str) -> None:
    with suppress(Conflict):
        async with transaction():
            await change_state(
                MailMessage,
                mail_id,
                {MailState.QUEUED, MailState.FAILED},
                MailState.FAILED,
                error=reason,
            )
