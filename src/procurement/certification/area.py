"""What the certification area brings to the application."""

from foundation.composition import Area
from matching.solutions.sections import add_detail_section
from procurement.certification import holdings, providers, tasks
from procurement.certification.acts_pages import CertificationActs
from procurement.certification.api import CertificationApi
from procurement.certification.pages import CertificationWriting
from procurement.certification.permissions import Permission
from procurement.certification.section import on_solution


def wire() -> None:
    """Let certifications be found, and show them on the pages of solutions."""
    providers.register()
    holdings.register()
    add_detail_section(on_solution)


AREA = Area(
    name="certification",
    package="procurement.certification",
    controllers=[CertificationWriting, CertificationActs, CertificationApi],
    piccolo_app="procurement.certification.piccolo_app",
    permissions=[Permission],
    modules=[tasks],
    on_compose=wire,
)
