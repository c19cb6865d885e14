"""Queries as Meilisearch is asked them.

Every query says that its text is Japanese: a run of kanji alone would else be cut as Chinese. A word
that is complete goes in quotes: so it counts as one of the ten terms a query may have, is looked for
as it is written, and is no beginning of another. Signs of a text are no operators: quotes and a
leading minus are taken out.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from matching.search.engines.meilisearch.documents import searchable, vector_numbers
from matching.search.engines.meilisearch.settings import embedder_name, index_stop_words
from matching.search.engines.port import Phrase, TypedWord
from matching.search.index.vectors import Vector
from matching.text.folding import folded

Query = dict[str, Any]

MOST_TERMS = 10
"""Of a query; the engine drops the rest without a word."""

_QUOTES = re.compile('["“”„‟〝〞〟＂]')
_SIGNS_BEFORE = re.compile(r"(?:^|(?<=\s))[-‐‑‒–—―−－]+")


def vector_query(index: str, model: str, vector: Vector, filter: str | None, limit: int) -> Query:
    """The documents nearest to a vector."""
    return {
        "indexUid": index,
        "vector": vector_numbers(vector),
        "hybrid": {"embedder": embedder_name(model), "semanticRatio": 1.0},
        **_filtered(filter),
        "limit": limit,
        "attributesToRetrieve": ["key"],
        "showRankingScore": True,
    }


def phrase_query(index: str, phrase: str, filter: str | None, limit: int) -> Query:
    """The documents that have a phrase."""
    return {
        "indexUid": index,
        "q": phrase,
        "locales": ["jpn"],
        **_filtered(filter),
        "limit": limit,
        "attributesToRetrieve": ["key"],
        "showRankingScore": True,
    }


def text_query(index: str, text: str, filter: str | None) -> Query:
    """The documents that have all words of a text, or all documents where it is empty."""
    return {
        "indexUid": index,
        "q": text,
        "locales": ["jpn"],
        "matchingStrategy": "all",
        **_filtered(filter),
    }


def count_query(index: str, text: str, filter: str | None, facets: Sequence[str] = ()) -> Query:
    """How many they are, in all and by facet."""
    query = {**text_query(index, text, filter), "limit": 0}
    return {**query, "facets": list(facets)} if facets else query


def phrase(text: str) -> str | None:
    """A text as a phrase; None where nothing of it could be found, which would find everything."""
    plain = plain_text(text)
    if not _has_letters(plain) or plain in index_stop_words():
        return None
    # Stop words alone find nothing as words; as a phrase they would be no query at all.
    return plain if _only_stop_words().fullmatch(plain) else f'"{plain}"'


def term_phrase(term: Phrase) -> str | None:
    """A key term as a phrase: as it is written, or in the one spelling that every document with
    this word has (`documents`)."""
    words = {folded(word) for word in term.words}
    as_written = phrase(term.written)
    return phrase(words.pop()) if as_written is not None and len(words) == 1 else as_written


def typed_text(words: Sequence[TypedWord]) -> str | None:
    """Typed words as one text, the one still being typed at the end and open; None where nothing
    of it could be found."""
    told = [word for word in words if phrase(word.written) is not None]
    complete = [phrase(_spelling(word)) for word in told if not word.prefix]
    terms = [term for term in complete if term is not None]
    unfinished = [plain_text(word.written) for word in told if word.prefix]
    return " ".join([*terms, *unfinished][:MOST_TERMS]) or None


def _spelling(word: TypedWord) -> str:
    """The one spelling to look for: documents have the normalised form of each word beside the word
    as written, and both with their kana folded."""
    others = {folded(form) for form in word.forms} - {folded(word.written)}
    return others.pop() if len(others) == 1 else word.written


def plain_text(text: str) -> str:
    """A text without what the engine would take for operators."""
    return _SIGNS_BEFORE.sub("", _QUOTES.sub(" ", searchable(text)).strip()).strip()


def _has_letters(text: str) -> bool:
    return any(character.isalnum() for character in text)


@lru_cache(maxsize=1)
def _only_stop_words() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(index_stop_words()))
    return re.compile(rf"(?:{words}|\W)+")


def _filtered(filter: str | None) -> Query:
    return {} if filter is None else {"filter": filter}
