"""What the models of vectors bring to the application."""

from foundation.composition import Area

AREA = Area(
    name="embedding",
    package="matching.embedding",
    piccolo_app="matching.embedding.piccolo_app",
)
