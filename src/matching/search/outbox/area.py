"""What the outbox brings to the application."""

from foundation.composition import Area
from matching.search.outbox import push
from matching.search.outbox.pages import PAGES

AREA = Area(
    name="search_outbox",
    package="matching.search.outbox",
    controllers=PAGES,
    piccolo_app="matching.search.outbox.piccolo_app",
    modules=[push],
)
