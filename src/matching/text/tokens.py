"""Japanese and English text cut into words by Sudachi, each in its normalised form.

Two cuts are kept: the long units (mode C, 障害者) and their parts (mode A, 障害 and 者), because owner and
maker of a solution seldom choose the same length. The normalised form folds サーバ/サーバー, 取組/取り組み.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sudachipy import Dictionary, Morpheme, SplitMode
from sudachipy.tokenizer import Tokenizer

from matching.text.normalise import normalise
from search_index.definitions import stop_words

# Sudachi panics beyond 49,149 bytes; no text of ours that matters is longer than this many characters.
LONGEST = 12_000

_CONTENT = {"名詞", "動詞", "形容詞", "形状詞"}
_EMPTY_NOUNS = {"助動詞語幹", "数詞"}
_COUNTERS = {"助数詞", "助数詞可能", "副詞可能"}
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its normalised form, how it is written there, and where (code points of the normalised text)."""

    form: str
    surface: str
    start: int
    end: int
    noun: bool
    """A noun that can stand for a subject; counters (名, 回) cannot."""
    whole: bool
    """True for the long unit (mode C), False for a part of it."""


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


def tokens(text: str) -> list[Token]:
    """The content words of a text, long units followed by their parts, in order.

    Args:
        text: any text; it is normalised here, and positions refer to ``normalise(text)``.
    """
    found: list[Token] = []
    for morpheme in _tokenizer().tokenize(normalise(text)[:LONGEST]):
        parts = morpheme.split(SplitMode.A)
        if _is_content(morpheme):
            found.append(_token(morpheme, whole=True))
        if len(parts) > 1:
            found.extend(_token(part, whole=False) for part in parts if _is_content(part))
    return found


def word_set(texts: Iterable[str]) -> frozenset[str]:
    """The distinct normalised words of several texts together."""
    return frozenset(token.form for text in texts for token in tokens(text))


def _token(morpheme: Morpheme, *, whole: bool) -> Token:
    return Token(
        form=_form(morpheme),
        surface=morpheme.surface(),
        start=morpheme.begin(),
        end=morpheme.end(),
        noun=_is_subject(morpheme),
        whole=whole,
    )


def _is_subject(morpheme: Morpheme) -> bool:
    kind = morpheme.part_of_speech()
    return kind[0] == "名詞" and kind[2] not in _COUNTERS


def _form(morpheme: Morpheme) -> str:
    return normalise(morpheme.normalized_form()).lower()


def _is_content(morpheme: Morpheme) -> bool:
    kind = morpheme.part_of_speech()
    if kind[0] not in _CONTENT or kind[1] in _EMPTY_NOUNS:
        return False
    form = _form(morpheme)
    if not form or form in stop_words() or not any(character.isalnum() for character in form):
        return False
    # A single kana says nothing by itself; a single kanji (腰, 水) does.
    return len(form) > 1 or "\u3400" <= form <= "\u9fff"
