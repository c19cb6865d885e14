"""What operators do about mail."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.audit import record
from foundation.database import change_state, locked, transaction
from foundation.errors import Conflict
from foundation.i18n import gettext as _
from foundation.jobs import enqueue
from foundation.mail.policy import may_operate, may_retry
from foundation.mail.sending import tasks
from foundation.mail.tables import MailMessage, MailState


async def retry_mail(actor: Actor, mail_id: UUID) -> None:
    """Try to send a failed mail again.

    Raises:
        NotPermitted, NotFound.
        Conflict: it is not failed (any more), or cannot be sent again.
    """
    may_operate(actor).require()
    async with transaction():
        mail = await locked(MailMessage, mail_id)
        if not may_retry(mail["confidential"], mail["recipient"]):
            raise Conflict(_("このメールは、もう一度送ることができません。"))
        await _lead_on(actor, mail_id, MailState.QUEUED, "mail.retried")
        await enqueue(
            tasks.SEND, key=tasks.job_key(mail_id), lane=tasks.lane_of(mail), mail_id=mail_id
        )


async def put_aside(actor: Actor, mail_id: UUID) -> None:
    """Leave a failed mail unsent for good; it no longer waits for anybody.

    Raises:
        NotPermitted, NotFound; Conflict: it is not failed (any more).
    """
    may_operate(actor).require()
    async with transaction():
        await _lead_on(actor, mail_id, MailState.WITHHELD, "mail.put_aside")


async def _lead_on(actor: Actor, mail_id: UUID, to: MailState, event: str) -> None:
    await change_state(MailMessage, mail_id, MailState.FAILED, to, {MailMessage.error: None})
    before, after = {"state": MailState.FAILED.value}, {"state": to.value}
    await record(actor, event, "mail", mail_id, before, after)
