"""HTML pages of pilots."""

from litestar import Controller

from pitch.pilots.pages.acts import PilotActs
from pitch.pilots.pages.measuring import MeasurementPages
from pitch.pilots.pages.planning import PlanningPages, PlanPages

CONTROLLERS: list[type[Controller]] = [
    PlanningPages,
    PlanPages,
    PilotActs,
    MeasurementPages,
]
