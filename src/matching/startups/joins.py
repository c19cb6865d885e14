"""SQL over startups for the statements of other areas; their tables are named in this area alone.

A joined startup stands behind the alias `s`.
"""

PUBLIC = "s.state = 'confirmed'"


def startup_of(record: str) -> str:
    """Joins the startup of a record.

    Args:
        record: alias of a table with `startup`.
    """
    return f"JOIN startup s ON s.id = {record}.startup"
