"""What the certification area brings to the application."""

from foundation.composition import Area
from matching.solutions.pages import sections as solution_sections
from procurement.certification import mails, overview, tasks
from procurement.certification.api import CertificationActsApi, CertificationApi
from procurement.certification.effects import holdings
from procurement.certification.pages.acts import CertificationActs, CertificationDeciding
from procurement.certification.pages.section import on_solution
from procurement.certification.pages.writing import CertificationWriting


def wire() -> None:
    """Show certifications on the pages of solutions, and let organisations hand them over."""
    holdings.register()
    solution_sections.DETAIL.add(on_solution)


AREA = Area(
    name="certification",
    package="procurement.certification",
    controllers=[
        CertificationWriting,
        CertificationActs,
        CertificationDeciding,
        CertificationApi,
        CertificationActsApi,
    ],
    piccolo_app="procurement.certification.piccolo_app",
    letters=mails.LETTERS,
    tasks=overview.tasks,
    modules=[tasks],
    on_compose=wire,
)
