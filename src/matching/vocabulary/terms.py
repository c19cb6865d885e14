"""Words of the closed vocabularies in the reader's language, and their order."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from foundation.i18n import language, pick
from search_index import definitions
from search_index.definitions import Term

_VOCABULARIES: dict[str, Callable[[], Sequence[Term]]] = {
    "category": definitions.categories,
    "site_type": definitions.site_types,
    "region": definitions.regions,
    "condition": definitions.conditions,
    "readiness": definitions.readiness_levels,
}


@cache
def terms(vocabulary: str) -> dict[str, Term]:
    """A vocabulary's terms by key, in the order of display."""
    return {term.key: term for term in _VOCABULARIES[vocabulary]()}


def term_label(vocabulary: str, key: str | int | None) -> str:
    """A term in the reader's language; an unknown key is shown as it is."""
    if key is None or key == "":
        return ""
    term = terms(vocabulary).get(str(key))
    return str(key) if term is None else pick(term.ja, term.en)


def term_meaning(vocabulary: str, key: str) -> str:
    """What a term means, in the reader's language; empty where its label says it all."""
    term = terms(vocabulary).get(key)
    return "" if term is None else pick(term.meaning_ja, term.meaning_en)


def term_labels(vocabulary: str, keys: Iterable[str]) -> str:
    """Several terms in one line."""
    return (", " if language() == "en" else "、").join(term_label(vocabulary, key) for key in keys)


def choices(vocabulary: str) -> list[tuple[str, str]]:
    """Keys and labels for a form or a filter, in the order of display."""
    return [(key, term_label(vocabulary, key)) for key in terms(vocabulary)]


def in_order(vocabulary: str, keys: Iterable[str]) -> list[str]:
    """Each key once, in the order of display; unknown ones last."""
    place = {key: at for at, key in enumerate(terms(vocabulary))}
    return sorted(dict.fromkeys(keys), key=lambda key: place.get(key, len(place)))


def knows(vocabulary: str, keys: Iterable[str]) -> bool:
    """Whether all keys are of the vocabulary."""
    return terms(vocabulary).keys() >= set(keys)
