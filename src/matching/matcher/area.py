"""What the matcher brings to the application."""

from foundation.composition import Area
from matching.challenges.pages import sections as challenge_sections
from matching.matcher.api import FitApi, MatchApi, SimilarSolutionApi
from matching.matcher.pages.criteria import CriteriaPages
from matching.matcher.pages.placing import PlacingPages
from matching.matcher.pages.ranking import matches
from matching.matcher.pages.shortlist import ShortlistPages
from matching.matcher.pages.similar import like_challenge, like_solution
from matching.matcher.sources import challenges, solutions
from matching.solutions.pages import sections as solution_sections


def wire() -> None:
    """Let challenges be ranked for, and show the ranking, and what is like it, on pages."""
    challenges.register()
    solutions.register()
    challenge_sections.DETAIL.add(matches)
    challenge_sections.DETAIL.add(like_challenge)
    solution_sections.LAST.add(like_solution)


AREA = Area(
    name="matcher",
    package="matching.matcher",
    controllers=[ShortlistPages, CriteriaPages, PlacingPages, MatchApi, FitApi, SimilarSolutionApi],
    piccolo_app="matching.matcher.piccolo_app",
    on_compose=wire,
)
