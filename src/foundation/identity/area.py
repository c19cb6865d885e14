"""What the identity area brings to the application."""

from foundation.composition import Area
from foundation.identity import jobs
from foundation.identity.permissions import Permission
from foundation.identity.roles import role_label

AREA = Area(
    name="identity",
    package="foundation.identity",
    controllers=[],
    piccolo_app="foundation.identity.piccolo_app",
    permissions=[Permission],
    modules=[jobs],
    template_globals={"role_label": role_label},
)
