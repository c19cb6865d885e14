"""Who may look after mail, and what can be sent again."""

from foundation.access.actor import Actor
from foundation.access.verdict import ALLOWED, Verdict, refused
from foundation.email_address import is_address
from foundation.i18n import gettext as _
from foundation.mail.permissions import Permission


def may_operate(actor: Actor) -> Verdict:
    """Operators, and the installation's own command line."""
    if actor.is_system or actor.may(Permission.OPERATE):
        return ALLOWED
    return refused(_("メールの管理は、システム管理の担当だけができます。"))


def may_retry(confidential: bool, recipient: str) -> bool:
    """Whether another try makes sense: links that open accounts run out, and no address stays none."""
    return not confidential and is_address(recipient)
