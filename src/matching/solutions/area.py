"""What the solution area brings to the application."""

from foundation.composition import Area
from matching.solutions import overview, providers
from matching.solutions.api import SolutionActsApi, SolutionApi
from matching.solutions.pages.acts import SolutionActs
from matching.solutions.pages.of_startup import solutions_of
from matching.solutions.pages.reading import SolutionPages
from matching.startups.pages import sections as startup_sections


def wire() -> None:
    """Let solutions be found, and shown on the page of their startup."""
    providers.register()
    startup_sections.DETAIL.add(solutions_of)


AREA = Area(
    name="solutions",
    package="matching.solutions",
    controllers=[SolutionPages, SolutionActs, SolutionApi, SolutionActsApi],
    piccolo_app="matching.solutions.piccolo_app",
    tasks=overview.tasks,
    on_compose=wire,
)
