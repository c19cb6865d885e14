"""What the search for people brings to the application."""

from foundation.composition import Area
from matching.search.addresses import register_addresses
from portal.search.api import SearchApi
from portal.search.pages import SearchPages
from portal.search.view import ADDRESSES


def register() -> None:
    """Say where each kind of document is shown."""
    register_addresses(ADDRESSES)


AREA = Area(
    name="people_search",
    package="portal.search",
    controllers=[SearchPages, SearchApi],
    on_compose=register,
)
