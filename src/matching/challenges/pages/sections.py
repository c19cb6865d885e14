"""Where other areas show what they know on a challenge's page."""

from foundation.web.slots import Slot
from matching.challenges.views import ChallengeView

DETAIL: Slot[ChallengeView] = Slot()
"""Below the problem and the facts, for everybody; a section decides what the actor may see."""
