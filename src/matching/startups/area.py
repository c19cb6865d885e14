"""What the startup area brings to the application."""

from foundation.composition import Area
from matching.startups.permissions import Permission

AREA = Area(
    name="startups",
    package="matching.startups",
    piccolo_app="matching.startups.piccolo_app",
    permissions=[Permission],
)
