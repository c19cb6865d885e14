"""What the contest area brings to the application."""

from foundation.composition import Area
from pitch.contests import mails, overview, providers
from pitch.contests.api import ContestApi
from pitch.contests.entries.api import EntryApi
from pitch.contests.entries.pages import EntryPages
from pitch.contests.labels import contest_chip, entry_chip
from pitch.contests.pages import ContestActs, ContestPages

AREA = Area(
    name="contests",
    package="pitch.contests",
    controllers=[ContestPages, ContestActs, EntryPages, ContestApi, EntryApi],
    piccolo_app="pitch.contests.piccolo_app",
    letters=mails.LETTERS,
    tasks=overview.tasks,
    on_compose=providers.register,
    template_globals={"contest_chip": contest_chip, "entry_chip": entry_chip},
)
