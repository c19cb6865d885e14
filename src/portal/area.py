"""The portal's own pages: front page, health, problem types, API documentation."""

from foundation.composition import Area
from portal.demo.loading import freezing
from portal.pages import PAGES
from portal.watching.metrics import METRICS

AREA = Area(name="portal", package="portal", controllers=[*PAGES, *METRICS], modules=[freezing])
