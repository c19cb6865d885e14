"""What the challenge area brings to the application."""

from foundation.composition import Area
from matching.challenges import providers
from matching.challenges.permissions import Permission

AREA = Area(
    name="challenges",
    package="matching.challenges",
    piccolo_app="matching.challenges.piccolo_app",
    permissions=[Permission],
    on_compose=providers.register,
)
