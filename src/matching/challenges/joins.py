"""SQL over challenges for the statements of other areas; their tables are named in this area alone.

A joined challenge stands behind the alias `h`.
"""

NAMED = "h.number AS challenge_number, h.title_ja AS challenge_title_ja, h.title_en AS challenge_title_en"
PUBLIC = "h.state IN ('published', 'closed')"
SOURCE = "challenge h"


def challenge_of(record: str) -> str:
    """Joins the challenge of a record.

    Args:
        record: alias of a table with `challenge`.
    """
    return f"JOIN {SOURCE} ON h.id = {record}.challenge"
