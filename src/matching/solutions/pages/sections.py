"""Where other areas show what they know on a solution's page."""

from foundation.web.slots import Slot
from matching.solutions.views import SolutionView

DETAIL: Slot[SolutionView] = Slot()
"""Below what the startup says, for everybody; a section decides what the actor may see."""
LAST: Slot[SolutionView] = Slot()
"""After those: what leads on to other pages."""
