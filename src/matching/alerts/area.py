"""What alerts bring to the application."""

from foundation.composition import Area
from matching.alerts import tasks
from matching.alerts.api import AlertApi
from matching.alerts.effects import published
from matching.alerts.pages import NotificationPages, SavedSearchPages, StopPages
from matching.alerts.section import keep_search
from matching.publication import on_published
from matching.search.slots import SEARCH_SLOT


def wire() -> None:
    """Hear of publications, and let people keep the search they look at."""
    on_published(published)
    SEARCH_SLOT.add(keep_search)


AREA = Area(
    name="alerts",
    package="matching.alerts",
    controllers=[NotificationPages, SavedSearchPages, StopPages, AlertApi],
    piccolo_app="matching.alerts.piccolo_app",
    modules=[tasks],
    on_compose=wire,
)
