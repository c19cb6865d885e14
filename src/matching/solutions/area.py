"""What the solution area brings to the application."""

from foundation.composition import Area
from matching.solutions import overview
from matching.solutions.api import SolutionApi
from matching.solutions.pages.reading import SolutionPages
from matching.solutions.permissions import Permission
from matching.solutions.providers import register

AREA = Area(
    name="solutions",
    package="matching.solutions",
    controllers=[SolutionPages, SolutionApi],
    piccolo_app="matching.solutions.piccolo_app",
    permissions=[Permission],
    tasks=overview.tasks,
    on_compose=register,
)
