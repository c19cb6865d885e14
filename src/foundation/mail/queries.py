"""Reading mail: for the demo's page, where everyone sees every mailbox; operators see what failed."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch, fetch_value
from foundation.database.lists import Conditions, Listing, PageOf
from foundation.mail.policy import may_operate, may_retry

_WORDS = re.compile(r"[a-z][a-z_-]*")


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail as it was written, and what became of it."""

    id: UUID
    recipient: str
    subject: str
    body: str
    language: str
    state: str
    queued_at: datetime
    sent_at: datetime | None
    error: str | None


@dataclass(frozen=True, kw_only=True)
class FailedMail:
    """A mail that did not go out, without what it said.

    Attributes:
        about: what it was about, in the words of the program.
        error: why it was given up.
        may_retry: whether another try can succeed.
    """

    id: UUID
    recipient: str
    about: str
    error: str
    queued_at: datetime
    may_retry: bool


_MAILS = Listing(
    row=Mail,
    columns="id, recipient, subject, body, language, state, queued_at, sent_at, error",
    source="mail_message",
    order="queued_at DESC, id DESC",
)


def _failed(message_key: str, confidential: bool, recipient: str, **columns: Any) -> FailedMail:
    return FailedMail(
        recipient=recipient,
        about=kind_of(message_key),
        may_retry=may_retry(confidential, recipient),
        **columns,
    )


_FAILED = Listing(
    row=_failed,
    columns="id, recipient, message_key, confidential, error, queued_at",
    source="mail_message",
    order=_MAILS.order,
)
_IS_FAILED = "state = 'failed'"


async def page_of_mail(page: int = 1) -> PageOf[Mail]:
    """A page of all mails, newest first."""
    return await _MAILS.page(Conditions(), page)


async def failed_mails(actor: Actor, page: int = 1) -> PageOf[FailedMail]:
    """Mails given up, the latest first, for operators: what they said stays between their readers.

    Raises:
        NotPermitted.
    """
    may_operate(actor).require()
    return await _FAILED.page(Conditions().where(_IS_FAILED), page)


async def failed_recipients(actor: Actor, at_most: int) -> list[str]:
    """Addresses that a mail with a link to an account did not reach, the latest first.

    Raises:
        NotPermitted.
    """
    may_operate(actor).require()
    rows = await fetch(
        "SELECT recipient FROM mail_message WHERE state = 'failed' AND confidential "
        "GROUP BY recipient ORDER BY max(queued_at) DESC, recipient LIMIT $1",
        at_most,
    )
    return [row["recipient"] for row in rows]


async def failure_at(actor: Actor, recipient: str) -> str | None:
    """Why the latest mail with a link to an account did not reach an address; None if none failed.

    Raises:
        NotPermitted.
    """
    may_operate(actor).require()
    error: str | None = await fetch_value(
        "SELECT error FROM mail_message WHERE recipient = $1 AND state = 'failed' AND confidential "
        "ORDER BY queued_at DESC, id DESC LIMIT 1",
        recipient,
    )
    return error


async def count_failed() -> int:
    """How many mails were given up and not tried again (also for `doctor`)."""
    return await _FAILED.count(Conditions().where(_IS_FAILED))


def kind_of(key: str) -> str:
    """The words of a mail's key that say what it is about, without ids and addresses."""
    parts = key.split(":")
    words = [part for part in parts[:2] if _WORDS.fullmatch(part)]
    return ":".join(words)


async def mail_by_id(mail_id: UUID) -> Mail | None:
    """One mail, or None."""
    return await _MAILS.first(Conditions().where("id = ?", mail_id))
