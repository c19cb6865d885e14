"""Words for saved searches."""

from foundation.i18n import language, pick
from matching.search.typed.filters import value_of
from matching.search.typed.query import ParsedQuery


def described(query: ParsedQuery) -> str:
    """A search in words, in the reader's language: what was typed, then what it is narrowed to."""
    parts = [query.text] if query.text else []
    for name, codes in query.chosen.items():
        parts += [pick(value.ja, value.en) for value in (value_of(name, code) for code in codes)]
    return (", " if language() == "en" else "、").join(parts)
