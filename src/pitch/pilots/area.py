"""What the pilot area brings to the application."""

from foundation.composition import Area
from matching.challenges.pages import sections as challenge_sections
from matching.solutions.pages import sections as solution_sections
from pitch.contests.slots import DETAIL as CONTEST_DETAIL
from pitch.pilots import mails, overview
from pitch.pilots.api import PilotActsApi, PilotApi
from pitch.pilots.effects import holdings
from pitch.pilots.pages import CONTROLLERS
from pitch.pilots.pages.section import on_challenge, on_contest, on_solution


def wire() -> None:
    """Show pilots on the pages of challenges, contests and solutions; hand them over with their bureau."""
    challenge_sections.DETAIL.add(on_challenge)
    solution_sections.DETAIL.add(on_solution)
    CONTEST_DETAIL.add(on_contest)
    holdings.register()


AREA = Area(
    name="pilots",
    package="pitch.pilots",
    controllers=[*CONTROLLERS, PilotApi, PilotActsApi],
    piccolo_app="pitch.pilots.piccolo_app",
    letters=mails.LETTERS,
    tasks=overview.tasks,
    on_compose=wire,
)
