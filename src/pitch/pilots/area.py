"""What the pilot area brings to the application."""

from foundation.composition import Area
from pitch.pilots.permissions import Permission

AREA = Area(
    name="pilots",
    package="pitch.pilots",
    piccolo_app="pitch.pilots.piccolo_app",
    permissions=[Permission],
)
