"""SQL over pilots (実証) for the statements of other areas; their tables are named in this area alone."""


def pilot_at(key: str) -> str:
    """Joins a pilot, behind the alias `p`.

    Args:
        key: SQL of its id.
    """
    return f"JOIN pilot p ON p.id = {key}"
