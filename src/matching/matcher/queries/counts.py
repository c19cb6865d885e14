"""How many challenges have found candidates: figures for the front page."""

from foundation import clock
from foundation.database import fetch_one, fetch_value

_OPEN = "c.state = 'published' AND (c.closes_on IS NULL OR c.closes_on >= $1)"
_KEPT = "EXISTS (SELECT 1 FROM shortlist_entry s WHERE s.challenge = c.id AND s.removed_at IS NULL)"


async def count_choosing() -> int:
    """Open challenges whose bureau keeps at least one solution in view."""
    return int(
        await fetch_value(
            f"SELECT count(*) FROM challenge c WHERE {_OPEN} AND {_KEPT}", clock.today()
        )
    )


async def count_with_candidates() -> tuple[int, int]:
    """Challenges ever published that found a candidate, and all of them."""
    row = await fetch_one(
        f"SELECT count(*) FILTER (WHERE {_KEPT}) AS found, count(*) AS published "
        "FROM challenge c WHERE c.state IN ('published', 'closed')"
    )
    return (row["found"], row["published"]) if row else (0, 0)
