"""Where other areas show what they offer beside the results of a search."""

from foundation.web.slots import Slot
from matching.search.typed.query import ParsedQuery

SEARCH_SLOT: Slot[ParsedQuery] = Slot()
"""Beside the count of results, for people signed in: what can be done with this search."""
