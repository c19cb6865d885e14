"""Who may do what with ballots and results, with the reason for a refusal."""

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.i18n import gettext as _
from pitch.contests.permissions import Permission


def may_judge(actor: Actor) -> Verdict:
    """Scoring at all; which contests is a matter of who was asked to judge them."""
    if actor.may(Permission.JUDGE):
        return ALLOWED
    return refused(_("採点できるのは、審査員だけです。"))


def may_run(actor: Actor) -> Verdict:
    """Seeing progress and order, deciding, publishing, and their ways back."""
    if actor.may(Permission.RUN):
        return ALLOWED
    return refused(_("審査の進行と結果を扱えるのは、運営事務局だけです。"))


def may_score_entry(belongs_to_entrant: bool) -> Verdict:
    """Scoring an entry: nobody scores their own company."""
    if not belongs_to_entrant:
        return ALLOWED
    return refused(
        _("自分の属する企業の応募は採点できません。「関係に気づいたとき」から回避してください。")
    )
