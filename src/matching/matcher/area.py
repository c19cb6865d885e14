"""What the matcher brings to the application."""

from foundation.composition import Area
from matching.matcher.permissions import Permission

AREA = Area(
    name="matcher",
    package="matching.matcher",
    piccolo_app="matching.matcher.piccolo_app",
    permissions=[Permission],
)
