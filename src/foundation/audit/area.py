"""What the audit trail brings to the application."""

from foundation.audit import tasks
from foundation.composition import Area

AREA = Area(
    name="audit",
    package="foundation.audit",
    piccolo_app="foundation.audit.piccolo_app",
    modules=[tasks],
)
