"""Who may do what with a certification, with the reason for a refusal.

One certifier of the bureau may examine, decide and publish: the law asks for experts to be heard,
not for a second official, and publication is an act of its own with its own name and time.
"""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.i18n import gettext as _
from procurement.certification.permissions import Permission
from procurement.certification.states import PUBLIC


class CertificationLike(Protocol):
    """What a policy looks at."""

    @property
    def organisation_id(self) -> UUID: ...
    @property
    def startup_id(self) -> UUID: ...
    @property
    def state(self) -> str: ...


@dataclass(frozen=True)
class Parties:
    """The part of a row that policies look at."""

    organisation_id: UUID
    startup_id: UUID
    state: str

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Parties":
        """That of a row."""
        return cls(row["organisation"], row["startup"], row["state"])


def owns(actor: Actor, certification: CertificationLike) -> bool:
    """Whether the actor certifies for the bureau that this one belongs to."""
    return actor.may(Permission.WRITE) and actor.organisation_id == certification.organisation_id


def is_holder(actor: Actor, certification: CertificationLike) -> bool:
    """Whether the actor acts for the certified firm."""
    return actor.may(Permission.READ_OWN) and actor.organisation_id == certification.startup_id


def may_see(actor: Actor, certification: CertificationLike) -> bool:
    """Everybody sees what is published; before, only the bureau's certifiers do."""
    return certification.state in PUBLIC or owns(actor, certification) or actor.is_system


def may_read_evidence(actor: Actor, certification: CertificationLike) -> bool:
    """Reading reasons and opinions: purchasers and certifiers of any bureau, once it is published."""
    if owns(actor, certification) or actor.is_system:
        return True
    return certification.state in PUBLIC and actor.may(Permission.READ_EVIDENCE)


def may_read_whole_plan(actor: Actor, certification: CertificationLike) -> bool:
    """Reading method and funds too: whoever reads the evidence, and the firm whose plan it is."""
    return may_read_evidence(actor, certification) or (
        certification.state in PUBLIC and is_holder(actor, certification)
    )


def may_open_evidence(actor: Actor, certification: CertificationLike) -> Verdict:
    """Opening the frozen evidence itself."""
    if not actor.is_system:
        actor.account()
    if may_read_evidence(actor, certification):
        return ALLOWED
    return refused(_("認定の根拠を開けるのは、局の認定担当と契約担当だけです。"))


def may_write(actor: Actor) -> Verdict:
    """Examining and deciding for one's bureau."""
    if actor.may(Permission.WRITE) and actor.organisation_id is not None:
        return ALLOWED
    return refused(_("認定の手続きができるのは、局の認定担当だけです。"))


def may_change(actor: Actor, certification: CertificationLike) -> Verdict:
    """Changing a certification, and leading it from state to state."""
    if owns(actor, certification):
        return ALLOWED
    return refused(_("この認定を扱えるのは、認定する局の認定担当だけです。"))


def may_list(actor: Actor) -> Verdict:
    """A list of one's own: the bureau's for certifiers, the firm's for its members."""
    if actor.organisation_id is not None and (
        actor.may(Permission.WRITE) or actor.may(Permission.READ_OWN)
    ):
        return ALLOWED
    return refused(_("手続き中の認定を見られるのは、局の認定担当と、認定を受けた会社だけです。"))
