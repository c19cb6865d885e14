"""Who may do what with a challenge, with the reason for a refusal."""

from typing import Protocol
from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.acts import Way
from foundation.i18n import gettext as _
from matching.challenges.permissions import Permission
from matching.challenges.states import CHALLENGE, PUBLIC, Act


class ChallengeLike(Protocol):
    """What a policy looks at."""

    @property
    def organisation_id(self) -> UUID: ...
    @property
    def state(self) -> str: ...
    @property
    def submitted_by(self) -> UUID | None: ...


def owns(actor: Actor, challenge: ChallengeLike) -> bool:
    """Whether the actor writes challenges for the bureau that this one belongs to."""
    return actor.may(Permission.WRITE) and actor.organisation_id == challenge.organisation_id


def is_insider(actor: Actor, challenge: ChallengeLike) -> bool:
    """The owning bureau's challenge owner, the secretariat, or the system itself."""
    return owns(actor, challenge) or actor.may(Permission.REVIEW) or actor.is_system


def may_see(actor: Actor, challenge: ChallengeLike) -> bool:
    """Everybody sees what is published or closed; all else is for insiders."""
    return challenge.state in PUBLIC or is_insider(actor, challenge)


def may_write(actor: Actor) -> Verdict:
    """Drafting a challenge for one's bureau."""
    if actor.may(Permission.WRITE) and actor.organisation_id is not None:
        return ALLOWED
    return refused(_("課題を書けるのは、局の課題担当だけです。"))


def may_review(actor: Actor) -> Verdict:
    """Seeing what waits for publication."""
    if actor.may(Permission.REVIEW):
        return ALLOWED
    return refused(_("公開前の確認は、運営事務局だけができます。"))


def may_edit(actor: Actor, challenge: ChallengeLike) -> Verdict:
    """Changing or correcting what a challenge says."""
    if owns(actor, challenge):
        return ALLOWED
    return refused(_("課題を書き直せるのは、その課題を出した局の課題担当だけです。"))


def may_see_editions(actor: Actor, challenge: ChallengeLike) -> Verdict:
    """Reading what the challenge said before its corrections."""
    if is_insider(actor, challenge):
        return ALLOWED
    return refused(_("履歴は、その課題を出した局の課題担当と運営事務局だけが見られます。"))


def may_act(actor: Actor, challenge: ChallengeLike, way: Way[Act]) -> Verdict:
    """Leading a challenge to another state. Nobody publishes what they submitted themselves."""
    if way.act is Act.PUBLISH and actor.may(Permission.REVIEW):
        if challenge.submitted_by is not None and challenge.submitted_by == actor.account_id:
            return refused(
                _("自分で提出した課題は、自分では公開できません。ほかの担当が確かめます。")
            )
        return ALLOWED
    if Permission.WRITE in way.by and owns(actor, challenge):
        return ALLOWED
    if Permission.REVIEW in way.by and actor.may(Permission.REVIEW):
        return ALLOWED
    if Permission.WRITE not in way.by:
        return refused(_("この操作は、運営事務局だけができます。"))
    if Permission.REVIEW not in way.by:
        return refused(_("この操作は、その課題を出した局の課題担当だけができます。"))
    return refused(_("この操作は、その課題を出した局の課題担当か、運営事務局だけができます。"))


def may_ever_act(actor: Actor, challenge: ChallengeLike, act: Act) -> Verdict:
    """As `may_act`, where the present state need not allow the act: its widest way counts."""
    ways = CHALLENGE.ways_of(act)
    here = [way for way in ways if way.source == challenge.state]
    return may_act(actor, challenge, max(here or ways, key=lambda way: len(way.by)))


def acts_of(actor: Actor, challenge: ChallengeLike) -> tuple[Act, ...]:
    """What the actor may do with a challenge as it stands."""
    ways = CHALLENGE.ways_from({"state": challenge.state})
    return tuple(way.act for way in ways if may_act(actor, challenge, way))
