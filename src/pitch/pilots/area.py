"""What the pilot area brings to the application."""

from foundation.composition import Area
from pitch.pilots.acts_pages import PilotActs
from pitch.pilots.api import PilotActsApi, PilotApi
from pitch.pilots.measuring_pages import MeasurementPages
from pitch.pilots.pages import PilotPage, PilotPages
from pitch.pilots.permissions import Permission

AREA = Area(
    name="pilots",
    package="pitch.pilots",
    controllers=[PilotPages, PilotPage, PilotActs, MeasurementPages, PilotApi, PilotActsApi],
    piccolo_app="pitch.pilots.piccolo_app",
    permissions=[Permission],
)
