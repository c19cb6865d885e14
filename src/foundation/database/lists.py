"""Lists: what they are narrowed to, their numbered pages for people, their cursors for programs.

A list is data (`Listing`) and what narrows it is put together in one way (`Conditions`), so that a
new list page is one query.
"""

import base64
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

import msgspec

from foundation.database.queries import fetch, fetch_as, fetch_value, like, typed
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.text import without_unseen

T = TypeVar("T")
PER_PAGE = 20
LONGEST_PAGE = 100
"""Rows that one answer of the API holds at most."""
LAST_PAGE = 1_000_000_000
MOST_WORDS = 10
"""Words of a search that count; more narrow nothing further."""
_PLACE = "?"


class Conditions:
    """Conditions that must all hold, as SQL whose values stand beside it and never in it.

    Args:
        values: those that the list's own SQL names `$1`, `$2` and so on.
    """

    def __init__(self, *values: Any) -> None:
        self.values: list[Any] = list(values)
        self._clauses: list[str] = []

    @property
    def sql(self) -> str:
        """All of them, for a WHERE."""
        return " AND ".join(f"({clause})" for clause in self._clauses) or "true"

    def value(self, value: Any) -> str:
        """Remember a value; returns its placeholder."""
        self.values.append(value)
        return f"${len(self.values)}"

    def where(self, clause: str, *values: Any) -> "Conditions":
        """Narrow by a condition that has a `?` for each of the values.

        Raises:
            ValueError: there are more or fewer of them.
        """
        first, *rest = clause.split(_PLACE)
        parts = [f"{self.value(value)}{part}" for value, part in zip(values, rest, strict=True)]
        self._clauses.append(first + "".join(parts))
        return self

    def given(self, clause: str, value: Any) -> "Conditions":
        """As `where` with one value; an empty one narrows nothing."""
        return self.where(clause, value) if value not in (None, "") else self

    def words(self, text: str, *columns: str) -> "Conditions":
        """Narrow to rows in whose columns every word stands, whatever its case and width was typed in.

        Args:
            text: as typed; its words are kept apart by blanks.
            columns: SQL of texts; those that are null count as empty.
        """
        searched = f"concat_ws(' ', {', '.join(columns)})"
        for word in without_unseen(text).split()[:MOST_WORDS]:
            spellings = dict.fromkeys((word, unicodedata.normalize("NFKC", word)))
            self.where(f"{searched} ILIKE ANY(?::text[])", [like(one) for one in spellings])
        return self


@dataclass(frozen=True)
class PageOf(Generic[T]):
    """One numbered page of a list.

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

    @property
    def next_cursor(self) -> str | None:
        """What the API gives out to be asked for the next page with; None on the last one."""
        return encode_cursor(self.number + 1) if self.number < self.last else None


@dataclass(frozen=True)
class Feed(Generic[T]):
    """Rows that are read on from the last one had before; `next_cursor` is None when no more follow."""

    items: Sequence[T]
    next_cursor: str | None


@dataclass(frozen=True, kw_only=True)
class Listing(Generic[T]):
    """A list, as data.

    Attributes:
        row: makes a row of its columns, given by name.
        columns: what is selected.
        source: what it is selected from.
        order: of its pages, without ties.
        key: column → type, by which a feed is sorted and read on; named in a row as after the dot.
        newest_first: the feed begins with the highest key.
        counted: a smaller source with the same rows, to count them.
    """

    row: Callable[..., T]
    columns: str
    source: str
    order: str
    key: Mapping[str, Any] = field(default_factory=dict)
    newest_first: bool = False
    counted: str = ""

    async def page(
        self, narrowed: Conditions, number: int, per_page: int = PER_PAGE, *, order: str = ""
    ) -> PageOf[T]:
        """The page there is that is nearest to the one asked for: rows and total in one statement.

        Args:
            number: any, also one from an address.
            order: another than the list's own.
        """
        sql, values = narrowed.sql, list(narrowed.values)
        asked, size = f"${len(values) + 1}::bigint", f"${len(values) + 2}::bigint"
        rows = await fetch(
            f"WITH counted AS (SELECT count(*) AS total FROM {self.counted or self.source} "
            f"WHERE {sql}), "
            f"present AS MATERIALIZED (SELECT total, least({asked}, (total - 1) / {size} + 1) "
            "AS number FROM counted) "
            f"SELECT {self.columns}, (SELECT total FROM present) AS in_all, "
            "(SELECT number FROM present) AS on_page "
            f"FROM {self.source} WHERE {sql} ORDER BY {order or self.order} LIMIT {size} "
            f"OFFSET (SELECT greatest(number - 1, 0) * {size} FROM present)",
            *values,
            clamped(number),
            per_page,
        )
        total, present = (rows[0]["in_all"], rows[0]["on_page"]) if rows else (0, 1)
        items = [self._made(row) for row in rows]
        return PageOf(items=items, number=present, per_page=per_page, total=total)

    def _made(self, row: dict[str, Any]) -> T:
        del row["in_all"], row["on_page"]
        return typed(self.row, row)

    async def after(
        self, narrowed: Conditions, cursor: str | None, limit: int = LONGEST_PAGE
    ) -> Feed[T]:
        """The rows that follow the last one had before, in the order of the key.

        Args:
            cursor: as the client sent it; None to begin.
            limit: rows, as asked for; at least 1 and at most `LONGEST_PAGE` are given.

        Raises:
            Invalid: the cursor is not one of ours.
        """
        had = decode_cursor(cursor, *self.key.values())
        values, sql = list(narrowed.values), narrowed.sql
        if had is not None:
            marks = ", ".join(f"${len(values) + n}" for n in range(1, len(had) + 1))
            sql += f" AND ({', '.join(self.key)}) {'<' if self.newest_first else '>'} ({marks})"
            values += had
        size = _size(limit)
        way = " DESC" if self.newest_first else ""
        rows = await fetch_as(
            self.row,
            f"SELECT {self.columns} FROM {self.source} WHERE {sql} "
            f"ORDER BY {', '.join(column + way for column in self.key)} LIMIT ${len(values) + 1}",
            *values,
            size + 1,
        )
        return _feed(rows, size, self._key_of)

    def _key_of(self, row: T) -> tuple[Any, ...]:
        return tuple(getattr(row, column.rpartition(".")[2]) for column in self.key)

    async def rows(
        self, narrowed: Conditions, *, limit: int | None = None, order: str = ""
    ) -> list[T]:
        """All rows in the order of the pages, or in another, or only the first of them."""
        return await fetch_as(
            self.row,
            f"SELECT {self.columns} FROM {self.source} WHERE {narrowed.sql} "
            f"ORDER BY {order or self.order} LIMIT ${len(narrowed.values) + 1}",
            *narrowed.values,
            limit,
        )

    async def first(self, narrowed: Conditions) -> T | None:
        """The first of these rows, or None."""
        return next(iter(await self.rows(narrowed, limit=1)), None)

    async def count(self, narrowed: Conditions) -> int:
        """How many rows there are."""
        source = self.counted or self.source
        sql = f"SELECT count(*) FROM {source} WHERE {narrowed.sql}"
        return int(await fetch_value(sql, *narrowed.values))


def clamped(number: int) -> int:
    """The number of a page as it may be asked for."""
    return min(max(number, 1), LAST_PAGE)


def page_of(rows: Sequence[T], number: int, per_page: int = PER_PAGE) -> PageOf[T]:
    """The page there is of all rows that is nearest to the one asked for."""
    present = min(clamped(number), PageOf(rows, 1, per_page, len(rows)).last)
    first = (present - 1) * per_page
    return PageOf(rows[first : first + per_page], present, per_page, len(rows))


def feed_of(
    rows: Sequence[T],
    key: Callable[[T], tuple[Any, ...]],
    kinds: Sequence[Any],
    cursor: str | None,
    limit: int = LONGEST_PAGE,
) -> Feed[T]:
    """As `Listing.after`, of all rows, sorted by their key.

    Args:
        kinds: the types of the key's values.

    Raises:
        Invalid: the cursor is not one of ours.
    """
    had = decode_cursor(cursor, *kinds)
    rest = rows if had is None else [row for row in rows if key(row) > had]
    return _feed(rest, _size(limit), key)


def _size(limit: int) -> int:
    return min(max(limit, 1), LONGEST_PAGE)


def _feed(rows: Sequence[T], size: int, key: Callable[[T], tuple[Any, ...]]) -> Feed[T]:
    more = len(rows) > size
    return Feed(rows[:size], encode_cursor(*key(rows[size - 1])) if more else None)


def encode_cursor(*values: Any) -> str:
    """An opaque cursor from the sort values of the last row of a page."""
    return base64.urlsafe_b64encode(msgspec.json.encode([str(value) for value in values])).decode()


def decode_cursor(cursor: str | None, *kinds: Any) -> tuple[Any, ...] | None:
    """The values of a cursor that was given out; None where the list is read from its beginning.

    Args:
        cursor: as the client sent it.
        kinds: the type of each value; instants have an offset.

    Raises:
        Invalid: it is not one of ours.
    """
    if not cursor:
        return None
    exact = tuple(_INSTANT if kind is datetime else kind for kind in kinds)
    try:
        values = msgspec.json.decode(base64.urlsafe_b64decode(cursor), type=list[str])
        found: tuple[Any, ...] = msgspec.convert(values, tuple[exact], strict=False)  # type: ignore[valid-type]
        for value in found:
            if isinstance(value, datetime):
                # the database keeps it so; at the edge of the calendar that fails
                value.astimezone(UTC)
    except (ValueError, OverflowError, RecursionError, msgspec.MsgspecError) as error:
        raise Invalid(
            {"cursor": _("この cursor は使えません。最初から読み直してください。")}
        ) from error
    return found


_INSTANT = Annotated[datetime, msgspec.Meta(tz=True)]
