"""How long it takes from a published challenge to a published certification."""

from foundation.database import fetch_one


async def days_to_certification() -> tuple[int | None, int]:
    """Median days from a challenge's publication to that of the certification its pilot led to.

    Returns:
        The median in days (None where there is none yet), and of how many certifications. Days are
        calendar days in Tokyo.
    """
    row = await fetch_one(
        """
        SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY
                   (c.published_at AT TIME ZONE 'Asia/Tokyo')::date
                   - (h.published_at AT TIME ZONE 'Asia/Tokyo')::date) AS median,
               count(*) AS number
          FROM certification c
          JOIN pilot p ON p.id = c.source_id AND c.source_kind = 'pilot'
          JOIN challenge h ON h.id = p.challenge
         WHERE c.published_at IS NOT NULL AND h.published_at IS NOT NULL
        """
    )
    return (row["median"], row["number"]) if row else (None, 0)
