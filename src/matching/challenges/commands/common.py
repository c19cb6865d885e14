"""What all commands on challenges share."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch_one
from foundation.errors import Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.text import LONGEST_REASON, clean, too_long
from matching.challenges import policy
from matching.challenges.content import (
    ChallengeContent,
    content_errors,
    tidy,
)

Row = dict[str, Any]


@dataclass(frozen=True)
class ChallengeRecord:
    """What a command leaves behind.

    Attributes:
        id: of the challenge.
        state: it is in now.
        version: to be seen before the next change.
        number: given at publication.
    """

    id: UUID
    state: str
    version: int
    number: str | None


@dataclass(frozen=True)
class Locked:
    """A challenge's row, locked until the transaction ends."""

    row: Row

    @property
    def organisation_id(self) -> UUID:
        """The owning bureau."""
        return UUID(str(self.row["organisation"]))

    @property
    def state(self) -> str:
        """Where it stands."""
        return str(self.row["state"])

    @property
    def submitted_by(self) -> UUID | None:
        """Who submitted it last."""
        by: UUID | None = self.row["submitted_by"]
        return by


async def lock(actor: Actor, challenge_id: UUID) -> Locked:
    """The challenge, locked in the open transaction.

    Raises:
        NotFound: there is none, or it is not for this actor.
    """
    row = await fetch_one("SELECT * FROM challenge WHERE id = $1 FOR UPDATE", challenge_id)
    if row is None or not policy.may_see(actor, Locked(row)):
        raise NotFound()
    return Locked(row)


def checked(content: ChallengeContent, *, complete: bool) -> ChallengeContent:
    """The content as it is stored.

    Raises:
        Invalid: it breaks a rule of drafts, or with `complete` of submission.
    """
    content = tidy(content)
    errors = content_errors(content, complete=complete)
    if errors:
        raise Invalid(errors)
    return content


def tidy_reason(text: str, field: str, *, required: bool) -> str | None:
    """A reason as it is stored; None when nothing was written.

    Raises:
        Invalid: it is missing or too long; the message stands at `field`.
    """
    text = clean(text)
    if required and not text:
        raise Invalid({field: _("理由を書いてください。相手が次に何をすればよいか分かるように。")})
    if len(text) > LONGEST_REASON:
        raise Invalid({field: too_long(len(text), LONGEST_REASON)})
    return text or None


def record_of(row: Row) -> ChallengeRecord:
    """What the caller gets back of a row."""
    return ChallengeRecord(row["id"], row["state"], row["version"], row["number"])
