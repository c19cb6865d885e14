"""What the pilot area brings to the application."""

from foundation.composition import Area
from matching.challenges.pages import sections as challenge_sections
from matching.solutions.pages import sections as solution_sections
from pitch.contests.slots import DETAIL as CONTEST_DETAIL
from pitch.pilots import holdings, mails
from pitch.pilots.acts_pages import PilotActs
from pitch.pilots.api import PilotActsApi, PilotApi
from pitch.pilots.measuring_pages import MeasurementPages
from pitch.pilots.pages import PilotPage, PilotPages
from pitch.pilots.permissions import Permission
from pitch.pilots.section import on_challenge, on_contest, on_solution


def wire() -> None:
    """Show pilots on the pages of challenges, contests and solutions; hand them over with their bureau."""
    challenge_sections.add_detail_section(on_challenge)
    solution_sections.add_detail_section(on_solution)
    CONTEST_DETAIL.add(on_contest)
    holdings.register()


AREA = Area(
    name="pilots",
    package="pitch.pilots",
    controllers=[PilotPages, PilotPage, PilotActs, MeasurementPages, PilotApi, PilotActsApi],
    piccolo_app="pitch.pilots.piccolo_app",
    permissions=[Permission],
    letters=mails.LETTERS,
    on_compose=wire,
)
