"""What the search for people brings to the application."""

from foundation.composition import Area
from portal.search.api import SearchApi
from portal.search.pages import SearchPages

AREA = Area(
    name="people_search",
    package="portal.search",
    controllers=[SearchPages, SearchApi],
)
