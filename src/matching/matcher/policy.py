"""Who may see a ranking and keep a shortlist: the owning bureau and the secretariat, nobody else."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.i18n import gettext as _
from matching.matcher.permissions import Permission


def may_read_ranking(actor: Actor, owner_id: UUID) -> Verdict:
    """Whether the actor may see candidates and reasons for a challenge of this bureau."""
    if actor.may(Permission.READ_ANY_RANKING):
        return ALLOWED
    if not actor.may(Permission.READ_OWN_RANKING):
        return refused(_("合う解決策と順位を見られるのは、課題を出した局と運営事務局だけです。"))
    if actor.organisation_id != owner_id:
        return refused(_("ほかの局の課題の順位は見られません。課題を出した局が見ます。"))
    return ALLOWED


def may_read_before_publication(actor: Actor, owner_id: UUID) -> bool:
    """Whether the actor reads this bureau's challenges while they are not public, and so the ranking,
    which tells what a challenge asks."""
    return actor.may(Permission.READ_ANY_RANKING) or may_keep_shortlist(actor, owner_id).allowed


def may_keep_shortlist(actor: Actor, owner_id: UUID) -> Verdict:
    """Whether the actor may change the shortlist of a challenge of this bureau."""
    if not actor.may(Permission.KEEP_SHORTLIST) or actor.organisation_id != owner_id:
        return refused(_("候補リストを変えられるのは、課題を出した局の課題担当だけです。"))
    return ALLOWED


def may_change_criteria(actor: Actor, owner_id: UUID) -> Verdict:
    """Whether the actor may say by which words and conditions a challenge of this bureau is matched."""
    if not actor.may(Permission.KEEP_SHORTLIST) or actor.organisation_id != owner_id:
        return refused(_("照合の言葉と条件を変えられるのは、課題を出した局の課題担当だけです。"))
    return ALLOWED


def may_read_own_fits(actor: Actor) -> Verdict:
    """Whether the actor belongs to a startup that may see where its solutions fit."""
    if not actor.may(Permission.READ_OWN_FITS):
        return refused(_("自社の解決策に合う課題は、スタートアップの利用者が見られます。"))
    return ALLOWED
