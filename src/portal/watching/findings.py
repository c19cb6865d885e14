"""What a look at an installation found: one line each, with what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a check ended."""

    GOOD = "✓"
    MIND = "!"
    BAD = "✗"


@dataclass(frozen=True)
class Finding:
    """One line.

    Attributes:
        name: of what was looked at, the same in every language.
        text: what was found.
        advice: what to do; "" where nothing is.
    """

    name: str
    mark: Mark
    text: str
    advice: str = ""


def good(name: str, text: str) -> Finding:
    """Nothing is to be done."""
    return Finding(name, Mark.GOOD, text)
