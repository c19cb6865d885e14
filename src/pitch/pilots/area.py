"""What the pilot area brings to the application."""

from foundation.composition import Area
from matching.challenges.sections import add_detail_section
from pitch.contests.slots import DETAIL as CONTEST_DETAIL
from pitch.pilots.acts_pages import PilotActs
from pitch.pilots.api import PilotActsApi, PilotApi
from pitch.pilots.measuring_pages import MeasurementPages
from pitch.pilots.pages import PilotPage, PilotPages
from pitch.pilots.permissions import Permission
from pitch.pilots.section import on_challenge, on_contest


def wire() -> None:
    """Show pilots on the pages of challenges and contests."""
    add_detail_section(on_challenge)
    CONTEST_DETAIL.add(on_contest)


AREA = Area(
    name="pilots",
    package="pitch.pilots",
    controllers=[PilotPages, PilotPage, PilotActs, MeasurementPages, PilotApi, PilotActsApi],
    piccolo_app="pitch.pilots.piccolo_app",
    permissions=[Permission],
    on_compose=wire,
)
