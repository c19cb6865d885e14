"""Where judging shows progress and result on a contest's page."""

from foundation.web.slots import Slot
from pitch.contests.queries import ContestView

DETAIL: Slot[ContestView] = Slot()
