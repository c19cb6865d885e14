"""What the challenge area brings to the application."""

from foundation.composition import Area
from matching.challenges import mails, overview, providers
from matching.challenges.api import ChallengeActsApi, ChallengeApi
from matching.challenges.effects import holdings
from matching.challenges.pages.acts import ChallengeActs
from matching.challenges.pages.writing import ChallengeWriting


def wire() -> None:
    """Let challenges be found, and go on where their bureau ends."""
    providers.register()
    holdings.register()


AREA = Area(
    name="challenges",
    package="matching.challenges",
    controllers=[ChallengeWriting, ChallengeActs, ChallengeApi, ChallengeActsApi],
    piccolo_app="matching.challenges.piccolo_app",
    letters=mails.LETTERS,
    tasks=overview.tasks,
    on_compose=wire,
)
