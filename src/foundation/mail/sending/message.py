"""From a mail's parts to the text that travels (RFC 5322), and what may not travel."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from uuid import UUID

from foundation.email_address import is_address
from foundation.mail.sending.reasons import Reason
from foundation.text import one_line, without_unseen

LONGEST_SUBJECT = 300
# 998 characters a line (RFC 5322), with the colon and the space
LONGEST_HEADER = 990
_HEADER_NAME = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+")
# the installation's own, which may be king-salmon@localhost
_SENDER = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


class NotComposed(ValueError):
    """No message can be made of the parts. The text names no person."""


def subject_line(text: str) -> str:
    """A subject of whatever titles and names it was made of: one line, not too long, never empty."""
    line = one_line(text) or "—"
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


class _Unfolded(str):
    """A header value that travels on one line as it is.

    The library folds a long address by turning it into encoded words, which no mail program reads
    as an address any more (RFC 2047, section 5, allows them in text only).
    """

    name: str

    def __new__(cls, name: str, value: str) -> "_Unfolded":
        made = super().__new__(cls, value)
        made.name = name
        return made

    def fold(self, *, policy: EmailPolicy) -> str:
        """The library's hook."""
        return f"{self.name}: {self}{policy.linesep}"


def is_header(name: str, value: str) -> bool:
    """Whether a further line of the head can travel on one line as it is."""
    return (
        _HEADER_NAME.fullmatch(name) is not None
        and value.isascii()
        and value == one_line(value) != ""
        and len(name) + len(value) <= LONGEST_HEADER
    )


def compose(
    *,
    mail_id: UUID,
    sender: str,
    recipient: str,
    subject: str,
    body: str,
    language: str,
    written_at: datetime,
    headers: Mapping[str, str] | None = None,
) -> EmailMessage:
    """The message; its Message-ID comes from `mail_id`, so that a second copy can be told as one.

    Args:
        mail_id: the mail's id.
        sender: `address` or `Name <address>`.
        recipient: one address.
        subject: made one line, whatever it is.
        body: plain text.
        language: `ja` or `en`.
        written_at: when it was queued.
        headers: further lines of the head, in ASCII.

    Raises:
        NotComposed: an address or a header is not one.
    """
    name, address = parseaddr(sender)
    if not _SENDER.fullmatch(address):
        raise NotComposed(Reason.NO_SENDER)
    if not is_address(recipient):
        raise NotComposed(Reason.NO_RECIPIENT)
    for name_, value in (headers or {}).items():
        if not is_header(name_, value):
            raise NotComposed(f"{name_} cannot stand in a head")
    try:
        message = _message(name, address, recipient, subject, body)
    except (ValueError, LookupError, MessageError) as error:
        raise NotComposed(f"not composed: {type(error).__name__}") from None
    message["Date"] = format_datetime(written_at)
    message["Message-ID"] = f"<{mail_id}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    for name_, value in (headers or {}).items():
        message[name_] = _Unfolded(name_, value)
    message["Content-Language"] = language
    return message


def _message(name: str, address: str, recipient: str, subject: str, body: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=one_line(name), addr_spec=address)
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = subject_line(subject)
    # base64, because not every relay takes eight-bit text
    message.set_content(without_unseen(body), charset="utf-8", cte="base64")
    return message
