"""What all commands of certifications share: the lock, reasons, refusals of a wrong state."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch_one
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.text import LONGEST_REASON, clean, length_problem
from procurement.certification import policy
from procurement.certification.states import CertificationState

Row = dict[str, Any]
KIND = "certification"


@dataclass(frozen=True)
class CertificationRecord:
    """What a command leaves behind.

    Attributes:
        version: to be seen before the next change.
        decision_number: given at the decision (認定番号).
    """

    id: UUID
    state: str
    version: int
    decision_number: str | None


@dataclass(frozen=True)
class Locked:
    """A certification's row, locked until the transaction ends."""

    row: Row

    @property
    def organisation_id(self) -> UUID:
        return UUID(str(self.row["organisation"]))

    @property
    def startup_id(self) -> UUID:
        return UUID(str(self.row["startup"]))

    @property
    def state(self) -> str:
        return str(self.row["state"])


async def lock(actor: Actor, certification_id: UUID) -> Locked:
    """The row, locked, for a certifier of its bureau.

    Raises:
        NotFound: there is none, or it is not for this reader.
        NotPermitted: the actor sees it and may not change it.
    """
    row = await fetch_one("SELECT * FROM certification WHERE id = $1 FOR UPDATE", certification_id)
    if row is None or not policy.may_see(actor, Locked(row)):
        raise NotFound()
    locked = Locked(row)
    policy.may_change(actor, locked).require()
    return locked


def written_reason(text: str) -> str:
    """A reason as it is stored.

    Raises:
        Invalid: it is empty or too long.
    """
    text = clean(text)
    if not text:
        raise Invalid({"reason": _("理由を書いてください。後で読む人にも分かるように。")})
    message = length_problem(text, LONGEST_REASON)
    if message:
        raise Invalid({"reason": message})
    return text


def wrong_state(state: str) -> Conflict:
    """The refusal of an act that the present state does not allow."""
    message = {
        CertificationState.DRAFT: _("この認定はまだ下書きです。"),
        CertificationState.ABANDONED: _("この認定の手続きは取りやめになっています。"),
        CertificationState.DECIDED: _("この認定は決定済みで、まだ公表されていません。"),
        CertificationState.PUBLISHED: _("この認定は、すでに公表されています。"),
        CertificationState.SUSPENDED: _("この認定は停止中です。"),
        CertificationState.REVOKED: _("この認定は取り消されています。"),
    }[CertificationState(state)]
    return Conflict(message, state)


def record_of(row: Row) -> CertificationRecord:
    """What a command gives back."""
    return CertificationRecord(row["id"], row["state"], row["version"], row["decision_number"])
