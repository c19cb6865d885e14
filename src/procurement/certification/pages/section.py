"""What certifications show on a solution's page: those published, with how they stand today."""

from markupsafe import Markup

from foundation.access.actor import Actor
from foundation.web import WebRequest, part
from matching.solutions.views import SolutionView
from procurement.certification.labels import STANDINGS
from procurement.certification.queries.records import certifications_of_solution


async def on_solution(request: WebRequest, actor: Actor, solution: SolutionView) -> Markup:
    """The solution's published certifications, newest first."""
    found = await certifications_of_solution(solution.id)
    if not found:
        return Markup()
    return part(request, "certification/section.html", certifications=found, standings=STANDINGS)
