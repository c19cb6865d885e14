"""Numbered pages of lists, as addresses name them."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from foundation.database.lists import PER_PAGE, PageOf
from foundation.text import whole_number

__all__ = ["PER_PAGE", "PageOf", "nearest", "offset", "page_address", "page_number", "paginate"]
T = TypeVar("T")


def page_number(written: str) -> int:
    """The number that an address asks for; the first page where that is none."""
    number = whole_number(written)
    return 1 if number is None else max(number, 1)


def page_address(number: int, query: Mapping[str, Any]) -> str:
    """The address of another page of the list that is shown, beside what else was asked for."""
    return f"?{urlencode({**query, 'page': number}, doseq=True)}"


def paginate(items: Sequence[T], number: int, total: int, per_page: int = PER_PAGE) -> PageOf[T]:
    """A page from the rows already fetched for it; lists are `foundation.database.lists`."""
    return PageOf(items=items, number=number, per_page=per_page, total=total)


def nearest(number: int, total: int, per_page: int = PER_PAGE) -> int:
    """The page there is, of so many rows, that is nearest to the one asked for."""
    return min(max(number, 1), max(1, -(-total // per_page)))


def offset(number: int, per_page: int = PER_PAGE) -> int:
    """Rows to skip for a page that there is."""
    return (number - 1) * per_page
