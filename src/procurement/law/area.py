"""What the law brings to the application: rules that are read, and refused, at the start."""

from foundation.composition import Area
from foundation.settings import current
from procurement.law.rows import SHIPPED, rows_of


def read() -> None:
    """Read the rules of law, so that a wrong file keeps the installation from starting."""
    for file in (SHIPPED, current().law_rules):
        if file is not None:
            rows_of(file)


AREA = Area(name="law", package="procurement.law", on_compose=read)
