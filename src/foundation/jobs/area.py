"""What the job queue brings to the application."""

from foundation.composition import Area
from foundation.jobs import tasks

AREA = Area(
    name="jobs",
    package="foundation.jobs",
    piccolo_app="foundation.jobs.piccolo_app",
    modules=[tasks],
)
