"""SQL over contests and entries for the statements of other areas; their tables are named in this area alone.

A joined contest stands behind the alias `c`, an entry behind `e`.
"""

ENTRIES = "entry e"
STANDING = "e.state = 'submitted'"


def entry_of(record: str) -> str:
    """Joins the entry of a record.

    Args:
        record: alias of a table with `entry`.
    """
    return f"JOIN {ENTRIES} ON e.id = {record}.entry"


def contest_of(record: str) -> str:
    """Joins the contest of a record.

    Args:
        record: alias of a table with `contest`.
    """
    return f"JOIN contest c ON c.id = {record}.contest"


def judged_by(record: str, judge: str) -> str:
    """Whether an account judges the contest of a record now.

    Args:
        record: alias of a table with `contest`.
        judge: SQL of the account's id.
    """
    return (
        f"EXISTS (SELECT FROM contest_judge j WHERE j.contest = {record}.contest "
        f"AND j.account = {judge} AND j.removed_at IS NULL)"
    )
