"""Mail as it was written and what became of it."""

from enum import StrEnum

from piccolo.columns import JSONB, UUID, Boolean, Text, Timestamptz, Varchar
from piccolo.table import Table

from foundation.database import DB


class MailState(StrEnum):
    """What became of a mail."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    WITHHELD = "withheld"
    """Not sent, because its reason was gone when its turn came."""


class MailMessage(Table, db=DB, tablename="mail_message"):
    """One mail to one person. `message_key` names its reason: the same key is the same mail.

    The body of a confidential one (it holds a link that opens an account) is wiped once it is sent or
    has failed for good. For an urgent one somebody waits; it does not wait behind other mail.
    `headers` are further lines of the head; `review` names who is asked once more before it is sent.
    """

    id = UUID(primary_key=True, null=False, default=None)
    message_key = Varchar(length=300, null=False, default="", unique=True)
    recipient = Varchar(length=254, null=False, default="")
    subject = Varchar(length=300, null=False, default="")
    body = Text(null=False, default="")
    language = Varchar(length=2, null=False, default="ja")
    confidential = Boolean(null=False, default=False)
    urgent = Boolean(null=False, default=False)
    headers = JSONB(null=False, default="{}")
    review = Varchar(length=40, null=True, default=None)
    state = Varchar(length=20, null=False, default=MailState.QUEUED, choices=MailState)
    queued_at = Timestamptz(null=False, default=None)
    sent_at = Timestamptz(null=True, default=None)
    error = Text(null=True, default=None)
