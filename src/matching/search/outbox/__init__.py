"""What Meilisearch has still to be told: queued with the change, pushed together, kept if refused.

`from matching.search.outbox import changed, leaving`
"""

from matching.search.outbox.effects import changed
from matching.search.outbox.queries import lag, leaving, length

__all__ = ["changed", "lag", "leaving", "length"]
