"""Who may do what with a pilot, with the reason for a refusal."""

from typing import Protocol
from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.i18n import gettext as _
from pitch.pilots.permissions import Permission
from pitch.pilots.states import PUBLIC


class PilotLike(Protocol):
    """What a policy looks at."""

    @property
    def organisation_id(self) -> UUID: ...
    @property
    def startup_id(self) -> UUID: ...
    @property
    def state(self) -> str: ...
    @property
    def is_published(self) -> bool: ...


def is_insider(actor: Actor, pilot: PilotLike) -> bool:
    """The bureau's own people with a part in pilots, the secretariat, or the system itself."""
    if actor.is_system or actor.may(Permission.READ_ANY):
        return True
    return actor.may(Permission.READ_BUREAU) and actor.organisation_id == pilot.organisation_id


def is_partner(actor: Actor, pilot: PilotLike) -> bool:
    """The startup whose solution is tried."""
    return actor.may(Permission.READ_STARTUP) and actor.organisation_id == pilot.startup_id


def may_see(actor: Actor, pilot: PilotLike) -> bool:
    """Everybody sees a pilot once it runs; plans and cancelled ones are for those concerned."""
    return pilot.state in PUBLIC or is_insider(actor, pilot) or is_partner(actor, pilot)


def sees_results(actor: Actor, pilot: PilotLike) -> bool:
    """Those concerned see results as they come; all others with the published evaluation."""
    return pilot.is_published or is_insider(actor, pilot) or is_partner(actor, pilot)


def sees_evaluation(actor: Actor, pilot: PilotLike) -> bool:
    """Until it is published, an evaluation is the bureau's and the secretariat's."""
    return pilot.is_published or is_insider(actor, pilot)


def may_plan(actor: Actor) -> Verdict:
    """Planning pilots for one's bureau."""
    if actor.may(Permission.PLAN) and actor.organisation_id is not None:
        return ALLOWED
    return refused(_("実証を計画できるのは、局の実証担当だけです。"))


def may_lead(actor: Actor, pilot: PilotLike) -> Verdict:
    """Changing a pilot, recording its results and judging it."""
    if actor.may(Permission.PLAN) and actor.organisation_id == pilot.organisation_id:
        return ALLOWED
    return refused(_("この実証を動かせるのは、計画した局の実証担当だけです。"))


def may_read_own(actor: Actor) -> Verdict:
    """Listing the pilots one is concerned with."""
    own = actor.may(Permission.READ_BUREAU) or actor.may(Permission.READ_STARTUP)
    if actor.may(Permission.READ_ANY) or (own and actor.organisation_id is not None):
        return ALLOWED
    return refused(
        _(
            "自分の実証を見られるのは、局の課題担当・実証担当・認定担当、スタートアップ、運営事務局です。"
        )
    )
