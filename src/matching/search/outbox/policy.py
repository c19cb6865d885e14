"""Who may look after search."""

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.i18n import gettext as _
from matching.search.outbox.permissions import Permission


def may_operate(actor: Actor) -> Verdict:
    """Operators, and the installation's own command line."""
    if actor.is_system or actor.may(Permission.OPERATE):
        return ALLOWED
    return refused(_("検索の管理は、システム管理の担当だけができます。"))
