"""Where other areas show what they know on a startup's page."""

from foundation.web.slots import Slot
from matching.startups.views import StartupView

DETAIL: Slot[StartupView] = Slot()
"""Below what the company says, for everybody; a section decides what the actor may see."""
