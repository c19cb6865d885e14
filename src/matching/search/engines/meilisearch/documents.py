"""A document as Meilisearch is sent it."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from matching.search.engines.meilisearch.filters import day_number
from matching.search.engines.meilisearch.settings import Embedding
from matching.search.engines.port import EngineDocument, Period, Term
from matching.search.index.vectors import Vector
from matching.text.normalise import normalise

PRIMARY_KEY = "key"
EARLIEST, LATEST = 0, 99_991_231
NO_TERM = (LATEST + 1, EARLIEST - 1)
"""First and last day of a term that holds no day."""
# Beyond half floats, which vectors are kept in, and short in JSON.
_DIGITS = 5
_RUNS = re.compile("[\u3041-\u309f\u30fc]+|[\u30a0-\u30ff]+|[0-9a-z]+")
_KANJI = re.compile("[\u3400-\u9fff々]+")
_DIGIT = re.compile("[0-9]")


def as_sent(document: EngineDocument, embedding: Embedding | None) -> dict[str, Any]:
    """The document as JSON.

    `_vectors` always says something about the index's embedder: a document without it would fail
    the whole batch, or silently keep the vectors of a text that has changed.

    Args:
        document: as the index of PostgreSQL has it.
        embedding: what the index compares by meaning; None where it does not.
    """
    texts = {
        "title": searchable(document.title),
        "title_en": searchable(document.title_en),
        "owner": searchable(document.owner),
        "owner_en": searchable(document.owner_en),
        "body": searchable(document.body),
        "more": searchable(document.more),
    }
    title = [texts[name] for name in ("title", "title_en", "owner", "owner_en")]
    sent: dict[str, Any] = {
        PRIMARY_KEY: document.key.word,
        "kind": document.kind,
        **texts,
        "title_spellings": _unsaid(document.title_words, title),
        "spellings": _unsaid(document.words, texts.values()),
        **{name: list(codes) for name, codes in document.facets.items()},
        "sorted_on": day_number(document.sorted_on),
    }
    for period in Period:
        term = document.periods.get(period)
        sent[f"{period}_from"], sent[f"{period}_until"] = _days(term)
    vectors = None
    if embedding is not None:
        vectors = document.vectors if _speaks(document, embedding) else None
        sent["_vectors"] = {embedding.embedder: None if vectors is None else _numbers(vectors)}
    sent["embedded"] = vectors is not None
    return sent


def searchable(text: str) -> str:
    """A text in the one spelling that is sent, of documents and of queries alike.

    In small letters: builds of the engine with its camel case cut IoT, LiDAR or GitHub in two at the
    capital, and would find them by nothing else than these very capitals.
    """
    return normalise(text).lower()


def _unsaid(words: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Words that the texts do not hold as they are: normalised forms, folded spellings.

    A part of a run of kana or Latin letters is not there for the engine, which cuts no run of them
    (サーバ in サーバー); kanji alone it cuts short, with kana it may not (守る in 見守る). Digits it takes
    together with what stands before them (次世代5 and g), unlike in a query that begins with them.
    """
    said = "\n".join(texts)
    runs = set(_RUNS.findall(said))
    return [
        word
        for word in sorted(words)
        if (word not in said if _KANJI.fullmatch(word) else word not in runs or _DIGIT.search(word))
    ]


def _speaks(document: EngineDocument, embedding: Embedding) -> bool:
    return document.model == embedding.model and bool(
        document.vectors is not None and len(document.vectors)
    )


def vector_numbers(vector: Vector) -> list[float]:
    """A vector in JSON."""
    return [round(value, _DIGITS) for value in vector.tolist()]


def _numbers(vectors: Vector) -> list[list[float]] | list[float]:
    pieces = [vector_numbers(piece) for piece in vectors]
    return pieces[0] if len(pieces) == 1 else pieces


def _days(term: Term | None) -> tuple[int, int]:
    if term is None:
        return NO_TERM
    return _day(term.first, EARLIEST), _day(term.last, LATEST)


def _day(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day_number(day)
