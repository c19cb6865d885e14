"""What frozen shortlists bring to the application."""

from foundation.composition import Area
from matching.matcher.freezing.api import FrozenApi
from matching.matcher.freezing.pages import FrozenPage, ShortlistPage

AREA = Area(
    name="freezing",
    package="matching.matcher.freezing",
    controllers=[ShortlistPage, FrozenPage, FrozenApi],
    piccolo_app="matching.matcher.freezing.piccolo_app",
)
