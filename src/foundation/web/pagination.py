"""Pages of lists for people (numbered)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from foundation.text import whole_number

T = TypeVar("T")
PER_PAGE = 20
LAST_PAGE = 10_000


@dataclass(frozen=True)
class PageOf(Generic[T]):
    """One page of a list.

    Attributes:
        items: the rows of this page.
        number: 1-based number of this page.
        per_page: rows a page.
        total: rows in all.
    """

    items: Sequence[T]
    number: int
    per_page: int
    total: int

    @property
    def last(self) -> int:
        """Number of the last page, at least 1."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first_row(self) -> int:
        """1-based number of the first row shown; 0 when there is none."""
        return (self.number - 1) * self.per_page + 1 if self.items else 0

    @property
    def last_row(self) -> int:
        """1-based number of the last row shown."""
        return (self.number - 1) * self.per_page + len(self.items)

    def address(self, base: str, number: int, query: dict[str, str] | None = None) -> str:
        """The address of another page of this list."""
        return f"{base}?{urlencode({**(query or {}), 'page': number}, doseq=True)}"


def paginate(items: Sequence[T], number: int, total: int, per_page: int = PER_PAGE) -> PageOf[T]:
    """A page from the rows already fetched for it."""
    return PageOf(items=items, number=number, per_page=per_page, total=total)


def page_number(written: str) -> int:
    """The number that an address asks for: the first page where that is none, at most LAST_PAGE."""
    number = whole_number(written)
    return 1 if number is None else min(max(number, 1), LAST_PAGE)


def nearest(number: int, total: int, per_page: int = PER_PAGE) -> int:
    """The page there is, of so many rows, that is nearest to the one asked for."""
    return min(max(number, 1), max(1, -(-total // per_page)))


def offset(number: int, per_page: int = PER_PAGE) -> int:
    """Rows to skip for a page.

    Args:
        number: one that there is (`nearest`).
    """
    return (number - 1) * per_page
