"""What the solution area brings to the application."""

from foundation.composition import Area
from matching.solutions.permissions import Permission
from matching.solutions.providers import register

AREA = Area(
    name="solutions",
    package="matching.solutions",
    piccolo_app="matching.solutions.piccolo_app",
    permissions=[Permission],
    on_compose=register,
)
