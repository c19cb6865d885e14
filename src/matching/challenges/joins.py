"""SQL over challenges, also for the statements of other areas; their tables are named in this area alone.

A joined challenge stands behind the alias `h`.
"""

NAMED = "h.number AS challenge_number, h.title_ja AS challenge_title_ja, h.title_en AS challenge_title_en"
PUBLIC = "h.state IN ('published', 'closed')"
"""As the index on what is listed has it."""
SOURCE = "challenge h"


def looked_for(today: str) -> str:
    """Whether solutions are looked for: published, and the last day has not passed.

    Args:
        today: placeholder of the day.
    """
    return f"h.state = 'published' AND (h.closes_on IS NULL OR h.closes_on >= {today})"


def challenge_of(record: str) -> str:
    """Joins the challenge of a record.

    Args:
        record: alias of a table with `challenge`.
    """
    return f"JOIN {SOURCE} ON h.id = {record}.challenge"
