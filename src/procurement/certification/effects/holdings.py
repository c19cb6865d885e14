"""Certifications as their bureau holds them: what becomes of them when it is merged or closed."""

from uuid import UUID

from foundation.i18n import lazy as _l
from foundation.identity.organisations.holdings import Ending, Holding, register_holdings
from matching.search.effects import document_changed
from matching.search.kinds import CERTIFIED
from procurement.certification.commands import abandon_certification
from procurement.certification.states import CertificationState
from procurement.certification.tables import Certification

KIND = "certification"
_DECIDED = "decided_at IS NOT NULL"


async def _listed(certification_id: UUID) -> None:
    await document_changed(CERTIFIED, certification_id)


HOLDINGS = (
    Holding(
        key="certification_drafts",
        label=_l("審査中の認定"),
        table=Certification,
        kind=KIND,
        states=(CertificationState.DRAFT,),
        named=_DECIDED,
        ending=Ending(label=_l("審査をやめる"), end=abandon_certification.cause),
    ),
    Holding(
        key="certifications_decided",
        label=_l("公表前の認定と、効力のある認定"),
        table=Certification,
        kind=KIND,
        states=(
            CertificationState.DECIDED,
            CertificationState.PUBLISHED,
            CertificationState.SUSPENDED,
        ),
        named=_DECIDED,
        follow=_listed,
    ),
    Holding(
        key="certifications_past",
        label=_l("取り消した認定と、やめた審査"),
        table=Certification,
        kind=KIND,
        states=(CertificationState.REVOKED, CertificationState.ABANDONED),
        named=_DECIDED,
        follow=_listed,
        is_open=False,
    ),
)


def register() -> None:
    """Let organisations hand certifications over."""
    register_holdings(*HOLDINGS)
