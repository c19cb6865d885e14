"""Who may do what with contests and entries, with the reason for a refusal."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.i18n import gettext as _
from pitch.contests.permissions import Permission
from pitch.contests.states import PUBLIC


def may_run(actor: Actor) -> Verdict:
    """Writing, opening and leading contests."""
    if actor.may(Permission.RUN):
        return ALLOWED
    return refused(_("コンテストを運営できるのは、運営事務局だけです。"))


def may_see(actor: Actor, state: str) -> bool:
    """Everybody sees a contest once it is open; drafts are the secretariat's."""
    return state in PUBLIC or actor.may(Permission.RUN) or actor.is_system


def may_enter(actor: Actor) -> Verdict:
    """Entering with one's own solution."""
    if actor.may(Permission.ENTER) and actor.organisation_id is not None:
        return ALLOWED
    return refused(_("応募できるのは、企業を登録したスタートアップだけです。"))


def owns_entry(actor: Actor, organisation_id: UUID) -> bool:
    """Whether the entry is the actor's own startup's."""
    return actor.may(Permission.ENTER) and actor.organisation_id == organisation_id


def may_withdraw(actor: Actor, organisation_id: UUID) -> Verdict:
    """Withdrawing an entry."""
    if owns_entry(actor, organisation_id):
        return ALLOWED
    return refused(_("応募を取り下げられるのは、応募したスタートアップだけです。"))


def may_see_entry(actor: Actor, organisation_id: UUID, judge_ids: frozenset[UUID]) -> bool:
    """An entry is for its startup, the secretariat and the contest's judges."""
    return (
        owns_entry(actor, organisation_id)
        or actor.may(Permission.RUN)
        or actor.is_system
        or (actor.may(Permission.JUDGE) and actor.account_id in judge_ids)
    )
