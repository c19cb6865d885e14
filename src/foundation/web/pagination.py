"""Numbered pages of lists, as addresses name them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from foundation.text import whole_number


def page_number(written: str) -> int:
    """The number that an address asks for; the first page where that is none."""
    number = whole_number(written)
    return 1 if number is None else max(number, 1)


def page_address(number: int, query: Mapping[str, Any]) -> str:
    """The address of another page of the list that is shown, beside what else was asked for."""
    return f"?{urlencode({**query, 'page': number}, doseq=True)}"
