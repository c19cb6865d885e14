"""What is found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """An answer that may not be: what was asked by whom, and what is wrong with the answer."""

    visitor: str
    request: str
    wrong: str
