"""What the index brings to the application."""

from foundation.composition import Area
from matching.search.index import embedding_tasks, indexing, rebuild, statistics

AREA = Area(
    name="search",
    package="matching.search",
    piccolo_app="matching.search.piccolo_app",
    modules=[indexing, embedding_tasks, statistics, rebuild],
)
