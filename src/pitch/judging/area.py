"""What the judging area brings to the application."""

from foundation.composition import Area
from pitch.contests.slots import DETAIL
from pitch.judging import mails
from pitch.judging.ballots.api import BallotApi
from pitch.judging.ballots.pages import BallotPages
from pitch.judging.results import pages as results
from pitch.judging.results.api import ResultApi
from pitch.judging.running.api import JudgingApi
from pitch.judging.running.pages import JudgingPages
from pitch.judging.section import judging


def wire() -> None:
    """Show judging on the pages of contests."""
    DETAIL.add(judging)


AREA = Area(
    name="judging",
    package="pitch.judging",
    controllers=[
        BallotPages,
        JudgingPages,
        *results.CONTROLLERS,
        BallotApi,
        JudgingApi,
        ResultApi,
    ],
    piccolo_app="pitch.judging.piccolo_app",
    letters=mails.LETTERS,
    on_compose=wire,
)
