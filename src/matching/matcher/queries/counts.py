"""How many challenges have found candidates: figures for the front page."""

from foundation import clock
from foundation.database import fetch_one, fetch_value
from matching.challenges import joins as challenges
from matching.matcher.joins import KEPT, STANDING

_KEPT = f"EXISTS (SELECT FROM {KEPT} WHERE k.challenge = h.id AND {STANDING})"


async def count_choosing() -> int:
    """Open challenges whose bureau keeps at least one solution in view."""
    return int(
        await fetch_value(
            f"SELECT count(*) FROM {challenges.SOURCE} WHERE {challenges.looked_for('$1')} AND {_KEPT}",
            clock.today(),
        )
    )


async def count_with_candidates() -> tuple[int, int]:
    """Challenges ever published that found a candidate, and all of them."""
    row = await fetch_one(
        f"SELECT count(*) FILTER (WHERE {_KEPT}) AS found, count(*) AS published "
        f"FROM {challenges.SOURCE} WHERE {challenges.PUBLIC}"
    )
    return (row["found"], row["published"]) if row else (0, 0)
