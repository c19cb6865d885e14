"""Who may look after search."""

from foundation.i18n import gettext as _
from foundation.identity.actor import Actor
from foundation.policy import ALLOWED, Verdict, refused
from matching.search.outbox.permissions import Permission


def may_operate(actor: Actor) -> Verdict:
    """Operators, and the installation's own command line."""
    if actor.is_system or actor.may(Permission.OPERATE):
        return ALLOWED
    return refused(_("検索の管理は、システム管理の担当だけができます。"))
