"""The portal's own pages: front page, health, problem types, API documentation."""

from foundation.composition import Area
from portal.demo.loading import freezing
from portal.metrics import METRICS
from portal.pages import PAGES

AREA = Area(name="portal", package="portal", controllers=[*PAGES, *METRICS], modules=[freezing])
