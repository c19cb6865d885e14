"""Who may do what with a startup, with the reason for a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.i18n import gettext as _
from matching.startups.permissions import Permission
from matching.startups.states import StartupState


@dataclass(frozen=True)
class Standing:
    """What a policy looks at."""

    id: UUID
    state: str
    submitted_by: UUID | None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """What a startup's row says of it."""
        return cls(row["id"], row["state"], row["submitted_by"])


def owns(actor: Actor, startup_id: UUID) -> bool:
    """Whether the actor acts for this startup."""
    return actor.may(Permission.WRITE) and actor.organisation_id == startup_id


def is_insider(actor: Actor, startup_id: UUID) -> bool:
    """The startup itself, the secretariat, or the system."""
    return owns(actor, startup_id) or actor.may(Permission.REVIEW) or actor.is_system


def may_see(actor: Actor, startup: Standing) -> bool:
    """Everybody sees confirmed ones; all else is for insiders."""
    return startup.state == StartupState.CONFIRMED or is_insider(actor, startup.id)


def may_register(actor: Actor) -> Verdict:
    """A person who acts for nobody yet."""
    if actor.organisation_id is not None or actor.role is not None:
        return refused(
            _(
                "会社の登録は、まだどの役割にも入っていないアカウントで行います。"
                "今の役割のまま、別の会社は登録できません。"
            )
        )
    return ALLOWED


def may_write(actor: Actor) -> Verdict:
    """Acting for some startup."""
    if actor.may(Permission.WRITE) and actor.organisation_id is not None:
        return ALLOWED
    return refused(_("この画面は、スタートアップの人だけが使えます。"))


def may_edit(actor: Actor, startup_id: UUID) -> Verdict:
    """Writing the profile of one's own startup."""
    if owns(actor, startup_id):
        return ALLOWED
    return refused(_("会社の情報を書き直せるのは、その会社の人だけです。"))


def may_review(actor: Actor) -> Verdict:
    """Confirming, returning, suspending."""
    if actor.may(Permission.REVIEW):
        return ALLOWED
    return refused(_("会社の確認は、運営事務局だけができます。"))


def may_decide(actor: Actor, startup: Standing) -> Verdict:
    """As reviewing, but nobody decides about what they sent in themselves."""
    verdict = may_review(actor)
    if verdict and startup.submitted_by is not None and startup.submitted_by == actor.account_id:
        return refused(_("自分が登録した会社は、自分では確認できません。ほかの担当が確かめます。"))
    return verdict
