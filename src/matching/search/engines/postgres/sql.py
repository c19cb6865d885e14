"""Pieces of SQL that the PostgreSQL engine puts together: words as tsqueries, filters as conditions."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from matching.search.engines.port import Filter, Period, TypedWord
from matching.search.keys import Key

LONGEST_WORD = 100
"""Longer "words" (addresses, keys) are not indexed: nobody types them, and a lexeme has an end."""


def lexeme(word: str, *, prefix: bool = False) -> str:
    """A word as a tsquery of itself alone, whatever signs it holds.

    Args:
        word: normalised, not empty.
        prefix: words that begin with it answer too.
    """
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}':*" if prefix else f"'{escaped}'"


def all_of(words: Iterable[str]) -> str:
    """A tsquery that wants every word; of no words, one that finds nothing."""
    return " & ".join(lexeme(word) for word in sorted(words))


def typed(word: TypedWord) -> str:
    """A typed word as a tsquery: any of its forms, or words that begin with it."""
    forms = [lexeme(form) for form in sorted(word.forms) if form]
    if word.prefix and word.written:
        forms += [lexeme(start, prefix=True) for start in sorted({word.written, *word.forms})]
    if not forms:
        forms = [lexeme(word.written)]
    return f"({' | '.join(forms)})"


class Arguments:
    """Arguments of a statement, numbered as they are added."""

    def __init__(self) -> None:
        self.values: list[Any] = []

    def add(self, value: Any) -> str:
        """Remember a value; returns its placeholder."""
        self.values.append(value)
        return f"${len(self.values)}"


def conditions(filter: Filter, arguments: Arguments, *, kinds: bool = True) -> list[str]:
    """What a filter asks of `search_document d`, as conditions that must all hold.

    Args:
        filter: see `Filter`.
        arguments: gets the values.
        kinds: False leaves the filter's kinds out.
    """
    found: list[str] = []
    if kinds and filter.kinds:
        found.append(f"d.kind = ANY({arguments.add(list(filter.kinds))}::text[])")
    for name, codes in sorted(filter.facets.items()):
        found.append(f"d.facets && {arguments.add(pairs(name, codes))}::text[]")
    for name, codes in sorted(filter.without.items()):
        found.append(f"NOT d.facets && {arguments.add(pairs(name, codes))}::text[]")
    found += [in_term(period, arguments.add(day)) for period, day in _sorted(filter.within)]
    for period, day in _sorted(filter.outside):
        found.append(f"({in_term(period, arguments.add(day))}) IS NOT TRUE")
    if filter.only is not None:
        found.append(_one_of(filter.only, arguments))
    if filter.besides:
        found.append(f"NOT {_one_of(filter.besides, arguments)}")
    return found


def in_term(period: Period, day: str) -> str:
    """The condition that a document is in term on a day (a placeholder)."""
    name = period.value
    return f"(d.{name}_from <= {day}::date AND d.{name}_until >= {day}::date)"


def pairs(name: str, codes: Iterable[str]) -> list[str]:
    """Codes of a facet as the index keeps them."""
    return [f"{name}={code}" for code in codes]


def _one_of(keys: Iterable[Key], arguments: Arguments) -> str:
    """The condition that a document is one of these; a list of ids for each kind, as indexes go."""
    by_kind: dict[str, list[UUID]] = {}
    for key in keys:
        by_kind.setdefault(key.kind, []).append(key.id)
    parts = [
        f"d.kind = {arguments.add(kind)} AND d.id = ANY({arguments.add(ids)}::uuid[])"
        for kind, ids in sorted(by_kind.items())
    ]
    return f"({' OR '.join(parts) or 'false'})"


def _sorted(days: Mapping[Period, date]) -> list[tuple[Period, date]]:
    return sorted(days.items(), key=lambda item: item[0].value)
