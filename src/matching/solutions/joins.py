"""SQL over solutions for the statements of other areas; their tables are named in this area alone.

A joined solution stands behind the alias `o`, its startup behind `s`.
"""

from matching.startups import joins as startups

SOURCE = f"solution o {startups.startup_of('o')}"
PUBLIC = f"o.state = 'published' AND {startups.PUBLIC}"


def solution_of(record: str) -> str:
    """Joins the solution of a record, with its startup.

    Args:
        record: alias of a table with `solution`.
    """
    return f"JOIN solution o ON o.id = {record}.solution {startups.startup_of('o')}"
