"""Kinds of organisation. The words are the application's; here they stay opaque."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class KindWords:
    """What people read about a kind of organisation.

    Attributes:
        kind: the opaque word stored with organisations.
        label: name of the kind (may be a lazy text).
        managed: operators make, rename, merge and close it; others look after themselves.
        needed: there must always be one.
    """

    kind: str
    label: object
    managed: bool = False
    needed: bool = False


_words: dict[str, KindWords] = {}


def set_kind_words(words: Iterable[KindWords]) -> None:
    """Name the kinds, in the order they are shown; called once, at composition."""
    _words.clear()
    _words.update({word.kind: word for word in words})


def kind_label(kind: str) -> str:
    """Name of a kind in the reader's language; an unnamed kind is called by its own word."""
    return str(_words[kind].label) if kind in _words else kind


def all_kinds() -> list[KindWords]:
    """Every named kind, in order."""
    return list(_words.values())


def is_needed(kind: str) -> bool:
    """Whether there must always be an organisation of a kind."""
    return kind in _words and _words[kind].needed


def is_managed(kind: str) -> bool:
    """Whether operators look after organisations of a kind."""
    return kind in _words and _words[kind].managed


def managed_kinds() -> list[KindWords]:
    """The kinds that operators make, in order."""
    return [word for word in _words.values() if word.managed]
