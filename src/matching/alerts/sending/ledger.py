"""Telling a person once: what is told is written down in the transaction that queues the mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from foundation.clock import now
from foundation.composition import LetterKind
from foundation.database import fetch, fetch_one, transaction
from foundation.i18n import lazy as _l
from foundation.i18n import using_language
from foundation.ids import new_id
from foundation.mail import mail_id_of, queue_mail
from foundation.mail.sending.review import Wording
from matching.alerts.kinds import Kind
from matching.alerts.sending.links import headers_of
from matching.alerts.sending.recipients import Recipient
from matching.search.keys import Key

REVIEWER = "alerts"
ALERT = LetterKind(kind="alert", about=_l("新着の知らせ"))


@dataclass(frozen=True, kw_only=True)
class Told:
    """One document that a mail tells of.

    Attributes:
        subject, subject_kind: the document.
        object: for the sake of what.
        said: what the mail says beside the titles, in plain values.
    """

    subject: UUID
    subject_kind: str
    object: UUID
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """Which document it is."""
        return Key(self.subject_kind, self.subject)


async def tell(person: Recipient, kind: Kind, news: Sequence[Told], letter: Wording) -> bool:
    """Queue one mail about what the person was not told of before.

    Args:
        news: in the order of the mail.
        letter: a first wording; the mail is written anew when it leaves (`review`).

    Returns:
        Whether there was anything new; nothing is queued where there was not.
    """
    async with transaction():
        return await tell_here(person, kind, news, letter)


async def tell_here(person: Recipient, kind: Kind, news: Sequence[Told], letter: Wording) -> bool:
    """As `tell`, in the transaction that is open."""
    key = f"{ALERT.kind}:{new_id()}"
    mail = mail_id_of(key)
    new = False
    for place, one in enumerate(news):
        row = await fetch_one(
            "INSERT INTO alert_sent (id, account, kind, subject, subject_kind, object, said, "
            "place, mail, told_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
            "ON CONFLICT DO NOTHING RETURNING id",
            new_id(),
            person.account_id,
            kind.value,
            one.subject,
            one.subject_kind,
            one.object,
            dict(one.said),
            place,
            mail,
            now(),
        )
        new = new or row is not None
    if new:
        with using_language(person.language):
            headers = headers_of(person.account_id, kind)
        await queue_mail(
            person.email,
            letter.subject,
            letter.body,
            key,
            person.language,
            headers=headers,
            review=REVIEWER,
        )
    return new


@dataclass(frozen=True, kw_only=True)
class Queued:
    """What a queued mail is about."""

    account_id: UUID
    kind: Kind
    news: tuple[Told, ...]


async def about(mail_id: UUID) -> Queued | None:
    """What a mail tells of, in its order; None where the ledger knows nothing of it."""
    rows = await fetch(
        "SELECT account, kind, subject, subject_kind, object, said FROM alert_sent "
        "WHERE mail = $1 ORDER BY place, id",
        mail_id,
    )
    if not rows:
        return None
    return Queued(
        account_id=rows[0]["account"],
        kind=Kind(rows[0]["kind"]),
        news=tuple(
            Told(
                subject=row["subject"],
                subject_kind=row["subject_kind"],
                object=row["object"],
                said=row["said"],
            )
            for row in rows
        ),
    )
