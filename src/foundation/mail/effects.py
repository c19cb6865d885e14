"""Queueing a mail, in the transaction of what it tells of."""

from collections.abc import Mapping
from uuid import UUID

from foundation.clock import now
from foundation.database import fetch_one, require_transaction
from foundation.errors import Invalid
from foundation.i18n import LANGUAGES
from foundation.i18n import gettext as _
from foundation.ids import derived_id
from foundation.jobs import Lane, enqueue
from foundation.mail import tasks
from foundation.mail.message import is_address, is_header, is_one_line
from foundation.mail.review import is_reviewer

LONGEST_SUBJECT = 300
LONGEST_KEY = 300


def mail_id_of(key: str) -> UUID:
    """The id that a mail with this key has, queued or to be queued."""
    return derived_id("mail", key)


async def queue_mail(
    to: str,
    subject: str,
    body: str,
    key: str,
    language: str = "ja",
    *,
    confidential: bool = False,
    urgent: bool = False,
    headers: Mapping[str, str] | None = None,
    review: str | None = None,
) -> bool:
    """Write a mail in the open transaction; a job sends it after commit.

    Args:
        to: one mail address.
        subject: one line, at most 300 characters.
        body: plain text in the recipient's language.
        key: names the reason, `contest_result:<entry id>`; the same key twice is one mail.
        language: of subject and body, `ja` or `en`.
        confidential: holds a link that opens an account; outside the demo the body is wiped once
            the mail is sent.
        urgent: somebody waits for it before they can go on, or must know at once; it does not wait
            behind other mail.
        headers: further lines of the head, such as `List-Unsubscribe`.
        review: name under which a reviewer is registered (`foundation.mail.review`); it is asked
            when the mail is about to leave, and may write it anew or keep it back.

    Returns:
        Whether it is a new one.

    Raises:
        NoTransaction: no transaction is open.
        Invalid: the address or the subject could smuggle in a header line, or is no such thing.
        ValueError: the key, the language, a header or the reviewer is not one; a mistake of the calling code.
    """
    require_transaction()
    if language not in LANGUAGES or not key:
        raise ValueError("a mail needs a key and a known language")
    further = dict(headers or {})
    if not all(is_header(name, value) for name, value in further.items()):
        raise ValueError(f"{sorted(further)} cannot all stand in a head")
    if review is not None and not is_reviewer(review):
        raise ValueError(f"nobody reviews mails as {review!r}")
    errors = {}
    if not is_address(to):
        errors["to"] = _("メールアドレスを「名前@example.jp」の形で書いてください。")
    if not is_one_line(subject) or len(subject) > LONGEST_SUBJECT:
        errors["subject"] = _("件名は改行のない300字までの一行にしてください。")
    if errors:
        raise Invalid(errors)
    mail_id = mail_id_of(key)
    if len(key) > LONGEST_KEY:  # the reader's address is part of it, and may be long
        key = f"mail:{mail_id}"
    written = await fetch_one(
        """
        INSERT INTO mail_message (id, message_key, recipient, subject, body, language,
                                  confidential, headers, review, state, queued_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'queued', $10)
        ON CONFLICT (message_key) DO NOTHING RETURNING id
        """,
        mail_id,
        key,
        to,
        subject,
        body.replace("\r\n", "\n"),
        language,
        confidential,
        further,
        review,
        now(),
    )
    if written is not None:
        lane = Lane.URGENT if urgent else None
        await enqueue(tasks.SEND, key=f"mail:{mail_id}", lane=lane, mail_id=mail_id)
    return written is not None
