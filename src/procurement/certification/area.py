"""What the certification area brings to the application."""

from foundation.composition import Area
from procurement.certification.permissions import Permission

AREA = Area(
    name="certification",
    package="procurement.certification",
    piccolo_app="procurement.certification.piccolo_app",
    permissions=[Permission],
)
