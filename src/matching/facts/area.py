"""What the facts bring to the application."""

from foundation.composition import Area

AREA = Area(name="facts", package="matching.facts", piccolo_app="matching.facts.piccolo_app")
