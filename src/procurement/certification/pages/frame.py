"""What the pages of certifications share: the way to them, and who may change one."""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.i18n import gettext as _
from foundation.i18n import pick, shortened
from foundation.web import Crumbs
from procurement.certification import policy, queries
from procurement.certification.views import CertificationView

LIST = "/certifications"


def list_crumbs() -> Crumbs:
    """The way to the list."""
    return [(_("認定の手続き"), LIST)]


def crumbs_to(certification: CertificationView) -> Crumbs:
    """The way to one certification."""
    short = shortened(pick(certification.title_ja, certification.title_en))
    return [*list_crumbs(), (short, f"{LIST}/{certification.id}")]


async def own(actor: Actor, certification_id: UUID) -> CertificationView:
    """A certification for those who may change it.

    Raises:
        NotAuthenticated, NotFound, NotPermitted.
    """
    actor.account()
    certification = await queries.certification_for(actor, certification_id)
    policy.may_change(actor, certification).require()
    return certification
