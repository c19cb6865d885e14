"""Sudachi's cut, with kanji that its dictionary takes for signs kept in the words they begin.

Kanji beyond the first 65,536 characters (𠮷, 𩸽) stand in names of places and people; left alone, 𠮷野川
would be found as 野川, another river.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from sudachipy import Dictionary, Morpheme, SplitMode
from sudachipy.tokenizer import Tokenizer

_FAR = "\U00020000-\U0003ffff"
_FAR_KANJI = re.compile(f"[{_FAR}]+")
KANJI = re.compile(f"[\u3400-\u9fff{_FAR}]+")
_NOUN = ("名詞", "普通名詞", "一般", "*", "*", "*")
_local = threading.local()


class Word(Protocol):
    """What is asked of a word; Sudachi's morphemes answer it."""

    def surface(self) -> str:
        """As written."""

    def normalized_form(self) -> str:
        """Its normalised form."""

    def part_of_speech(self) -> tuple[str, ...]:
        """Kind and finer kinds."""

    def begin(self) -> int:
        """Where it begins in the text."""

    def end(self) -> int:
        """Where it ends in the text."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A noun that no dictionary has."""

    written: str
    start: int

    def surface(self) -> str:
        return self.written

    def normalized_form(self) -> str:
        return self.written

    def part_of_speech(self) -> tuple[str, ...]:
        return _NOUN

    def begin(self) -> int:
        return self.start

    def end(self) -> int:
        return self.start + len(self.written)


@lru_cache(maxsize=1)
def _dictionary() -> Dictionary:
    return Dictionary()


def _tokenizer() -> Tokenizer:
    # A tokenizer is not safe to share between threads; the dictionary behind it is.
    tokenizer: Tokenizer | None = getattr(_local, "tokenizer", None)
    if tokenizer is None:
        tokenizer = _dictionary().tokenizer(mode=SplitMode.C)
        _local.tokenizer = tokenizer
    return tokenizer


def words(text: str) -> Iterator[tuple[Word, Sequence[Word]]]:
    """The words of a normalised text as long units, each with its parts; itself where it has none."""
    found = list(_tokenizer().tokenize(text))
    at = 0
    while at < len(found):
        first = found[at]
        at += 1
        written = first.surface()
        if not _FAR_KANJI.fullmatch(written):
            yield first, first.split(SplitMode.A)
            continue
        while at < len(found) and _FAR_KANJI.fullmatch(found[at].surface()):
            written += found[at].surface()
            at += 1
        if at < len(found) and _continues(found[at]):
            written += found[at].surface()
            at += 1
        name = _Name(written, first.begin())
        yield name, (name,)


def _continues(word: Morpheme) -> bool:
    return word.part_of_speech()[0] == "名詞" and bool(KANJI.fullmatch(word.surface()))
