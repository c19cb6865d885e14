"""What may be found, as a filter expression. Every value is quoted and escaped: there are no
bind parameters, and codes may come from an address bar."""

from collections.abc import Iterable
from datetime import date

from matching.search.engines.port import Filter, Period


def quoted(value: str) -> str:
    """A value inside double quotes, whatever it holds."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def day_number(day: date) -> int:
    """A day as 20261124, which compares as days do."""
    return day.year * 10_000 + day.month * 100 + day.day


def matches_nothing(filter: Filter) -> bool:
    """Whether it asks for one of no ids or codes, which no document is."""
    return filter.only == () or any(not codes for codes in filter.facets.values())


def expression(filter: Filter) -> str | None:
    """The filter as Meilisearch reads it; None where everything may be found.

    Args:
        filter: not one that `matches_nothing`.
    """
    parts = []
    if filter.kinds:
        parts.append(_one_of("kind", filter.kinds))
    parts += [_one_of(name, codes) for name, codes in sorted(filter.facets.items())]
    parts += [_none_of(name, codes) for name, codes in sorted(filter.without.items()) if codes]
    parts += [within(period, day) for period, day in sorted(filter.within.items())]
    parts += [_outside(period, day) for period, day in sorted(filter.outside.items())]
    if filter.only is not None:
        parts.append(_one_of("key", (key.word for key in filter.only)))
    if filter.besides:
        parts.append(_none_of("key", (key.word for key in filter.besides)))
    return " AND ".join(parts) or None


def within(period: Period, day: date) -> str:
    """The document's term of this name holds the day."""
    number = day_number(day)
    return f"{period}_from <= {number} AND {period}_until >= {number}"


def _outside(period: Period, day: date) -> str:
    # Documents without the term have one that no day lies in (`documents.NO_TERM`).
    number = day_number(day)
    return f"({period}_from > {number} OR {period}_until < {number})"


def _one_of(name: str, values: Iterable[str]) -> str:
    return f"{name} IN {_list(values)}"


def _none_of(name: str, values: Iterable[str]) -> str:
    return f"{name} NOT IN {_list(values)}"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(quoted(value) for value in values)}]"
