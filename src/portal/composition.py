"""The application: which areas it has, in which order, and how they are wired together."""

from foundation.audit.area import AREA as AUDIT
from foundation.composition import Area
from foundation.jobs.area import AREA as JOBS
from portal.area import AREA as PORTAL

AREAS: tuple[Area, ...] = (
    PORTAL,
    AUDIT,
    JOBS,
)

# identity joins as an area with its pages
PICCOLO_APPS: tuple[str, ...] = tuple(
    area.piccolo_app for area in AREAS if area.piccolo_app is not None
)
