"""From a mail's parts to the text that travels (RFC 5322), and what may not travel."""

import re
from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from uuid import UUID

LONGEST_ADDRESS = 254
# 998 characters a line (RFC 5322), with the colon and the space
LONGEST_HEADER = 990
_HEADER_NAME = re.compile(r"[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def is_address(text: str) -> bool:
    """Whether a text is one plain mail address, and nothing that a mail program could read as more."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def is_one_line(text: str) -> bool:
    """Whether a text is safe as a header: no line break, no control character, something in it."""
    return bool(text.strip()) and _CONTROL.search(text) is None


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
        and is_one_line(value)
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
        subject: one line.
        body: plain text.
        language: `ja` or `en`.
        written_at: when it was queued.
        headers: further lines of the head, in ASCII.

    Raises:
        ValueError: an address, the subject or a header is not one.
    """
    name, address = parseaddr(sender)
    if not is_address(address) or not is_address(recipient) or not is_one_line(subject):
        raise ValueError("sender, recipient or subject cannot stand in a header")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = subject
    message["Date"] = format_datetime(written_at)
    message["Message-ID"] = f"<{mail_id}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    for name_, value in (headers or {}).items():
        if not is_header(name_, value):
            raise ValueError(f"{name_} cannot stand in a head")
        message[name_] = _Unfolded(name_, value)
    # base64, because not every relay takes eight-bit text
    message.set_content(body, charset="utf-8", cte="base64")
    message["Content-Language"] = language
    return message
