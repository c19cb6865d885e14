"""What alerts bring to the application."""

from foundation.composition import Area
from foundation.identity.slots import ACCOUNT
from matching.alerts.api import AlertApi
from matching.alerts.effects import published
from matching.alerts.pages import NotificationPages, SavedSearchPages, StopPages
from matching.alerts.section import keep_search, settings_link
from matching.alerts.sending import tasks
from matching.alerts.sending.ledger import ALERT
from matching.publication import on_published
from matching.search.slots import SEARCH_SLOT


def wire() -> None:
    """Hear of publications; let people keep the search they look at, and find their settings."""
    on_published(published)
    SEARCH_SLOT.add(keep_search)
    ACCOUNT.add(settings_link)


AREA = Area(
    name="alerts",
    package="matching.alerts",
    controllers=[NotificationPages, SavedSearchPages, StopPages, AlertApi],
    piccolo_app="matching.alerts.piccolo_app",
    letters=[ALERT],
    modules=[tasks],
    on_compose=wire,
)
