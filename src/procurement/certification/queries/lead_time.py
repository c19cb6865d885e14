"""How long it takes from a published challenge to a published certification."""

from foundation.database import fetch_one
from matching.challenges.joins import challenge_of
from pitch.pilots.joins import pilot_at


async def days_to_certification() -> tuple[int | None, int]:
    """Median days from a challenge's publication to that of the certification its pilot led to.

    Returns:
        The median in days (None where there is none yet), and of how many certifications. Days are
        calendar days in Tokyo.
    """
    row = await fetch_one(
        f"""
        SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY
                   (c.published_at AT TIME ZONE 'Asia/Tokyo')::date
                   - (h.published_at AT TIME ZONE 'Asia/Tokyo')::date) AS median,
               count(*) AS number
          FROM certification c
          {pilot_at("c.source_id")} {challenge_of("p")}
         WHERE c.source_kind = 'pilot' AND c.published_at IS NOT NULL AND h.published_at IS NOT NULL
        """
    )
    return (row["median"], row["number"]) if row else (None, 0)
