"""Queueing a mail, in the transaction of what it tells of."""

from collections.abc import Mapping
from uuid import UUID

from foundation.clock import now
from foundation.database import fetch_one, require_transaction, run
from foundation.email_address import NotAnAddress, read_address
from foundation.i18n import LANGUAGES
from foundation.ids import derived_id
from foundation.jobs import enqueue
from foundation.mail.sending import tasks
from foundation.mail.sending.message import is_header, subject_line
from foundation.mail.sending.reasons import Reason
from foundation.mail.sending.review import is_reviewer
from foundation.mail.tables import MailMessage, MailState
from foundation.text import one_line, plain

LONGEST_KEY = 300
LONGEST_RECIPIENT = 254


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

    What people wrote is never refused here: whatever was accepted once must not stop what the mail
    tells of. A subject is made one line; a mail to no address is kept as failed, for operators to see.

    Args:
        to: one mail address.
        subject: what it is about; cut after 300 characters.
        body: plain text in the recipient's language.
        key: names the act, the record that the mail is about, which time it was (a version or an
            instant) and the reader: `contest_result:<entry id>:<published at>:<address>`. The same
            key twice is one mail, so a reader with two entries hears of each.
        language: of subject and body, `ja` or `en`.
        confidential: holds a link that opens an account; outside the demo the body is wiped once
            the mail is sent.
        urgent: somebody waits for it before they can go on, or must know at once; it does not wait
            behind other mail.
        headers: further lines of the head, such as `List-Unsubscribe`.
        review: name under which a reviewer is registered (`foundation.mail.sending.review`); it is asked
            when the mail is about to leave, and may write it anew or keep it back. That takes
            long, so other mail does not wait behind such a one.

    Returns:
        Whether it is a new one.

    Raises:
        NoTransaction: no transaction is open.
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
    to, problem = _recipient(to)
    mail_id = mail_id_of(key)
    if len(key) > LONGEST_KEY:  # the reader's address is part of it, and may be long
        key = f"mail:{mail_id}"
    written = await fetch_one(
        """
        INSERT INTO mail_message (id, message_key, recipient, subject, body, language,
                                  confidential, urgent, headers, review, queued_at, state, error)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        ON CONFLICT (message_key) DO NOTHING RETURNING urgent, review
        """,
        mail_id,
        key,
        to,
        subject_line(subject),
        "" if problem and confidential else plain(body),
        language,
        confidential,
        urgent,
        further,
        review,
        now(),
        MailState.FAILED if problem else MailState.QUEUED,
        problem,
    )
    if written is not None and problem is None:
        await enqueue(
            tasks.SEND, key=tasks.job_key(mail_id), lane=tasks.lane_of(written), mail_id=mail_id
        )
    return written is not None


async def withhold_failed(recipient: str) -> None:
    """Put the failed mails with links to the account at an address aside: another takes their place.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    aside = MailMessage.update(
        {MailMessage.state: MailState.WITHHELD.value, MailMessage.error: None}
    )
    await run(
        aside.where(
            MailMessage.recipient == recipient,
            MailMessage.state == MailState.FAILED.value,
            MailMessage.confidential.eq(True),
        )
    )


def _recipient(to: str) -> tuple[str, str | None]:
    """Where the mail goes, and why it cannot."""
    try:
        return read_address(to), None
    except NotAnAddress:
        return one_line(to)[:LONGEST_RECIPIENT] or "-", Reason.NO_RECIPIENT
