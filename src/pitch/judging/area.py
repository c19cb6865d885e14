"""What the judging area brings to the application."""

from foundation.composition import Area
from pitch.contests.slots import DETAIL
from pitch.judging import mails
from pitch.judging.api import BallotApi
from pitch.judging.pages import BallotPages
from pitch.judging.result_api import ResultApi
from pitch.judging.result_pages import ResultActs, ResultPages
from pitch.judging.running_api import JudgingApi
from pitch.judging.running_pages import JudgingPages
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
        ResultPages,
        ResultActs,
        BallotApi,
        JudgingApi,
        ResultApi,
    ],
    piccolo_app="pitch.judging.piccolo_app",
    letters=mails.LETTERS,
    on_compose=wire,
)
