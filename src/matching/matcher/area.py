"""What the matcher brings to the application."""

from foundation.composition import Area
from matching.challenges import match_source
from matching.challenges.sections import add_detail_section
from matching.matcher.api import FitApi, MatchApi
from matching.matcher.pages import ShortlistPages
from matching.matcher.permissions import Permission
from matching.matcher.section import matches


def wire() -> None:
    """Let challenges be ranked for, and show the ranking on their pages."""
    match_source.register()
    add_detail_section(matches)


AREA = Area(
    name="matcher",
    package="matching.matcher",
    controllers=[ShortlistPages, MatchApi, FitApi],
    piccolo_app="matching.matcher.piccolo_app",
    permissions=[Permission],
    on_compose=wire,
)
