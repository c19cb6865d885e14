"""Japanese and English text cut into words by Sudachi, each in its normalised form.

Two cuts are kept: the long units (mode C, 障害者) and their parts (mode A, 障害 and 者), because owner and
maker of a solution seldom choose the same length. The normalised form folds サーバ/サーバー, 取組/取り組み.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from matching.text.morphemes import KANJI, Word, words
from matching.text.normalise import normalise
from search_index.definitions import stop_words

# Sudachi panics beyond 49,149 bytes; longer texts are cut in parts of at most so many characters.
LONGEST = 12_000
_ENDS = ("\n", "。", " ", "、")

_CONTENT = {"名詞", "動詞", "形容詞", "形状詞"}
_NAMING = {"名詞", "形状詞"}
# A page asks for the words of one text several times: to count, to explain, to mark.
REMEMBERED = 512
REMEMBERED_LENGTH = 2_000
_HIRAGANA = re.compile(r"[\u3041-\u3096]+")
_EMPTY_NOUNS = {"助動詞語幹", "数詞"}
_COUNTERS = {"助数詞", "助数詞可能", "副詞可能"}


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


def tokens(text: str) -> list[Token]:
    """The content words of a text, long units followed by their parts, in order.

    Args:
        text: any text; it is normalised here, and positions refer to ``normalise(text)``.
    """
    return list(_remembered(text) if len(text) <= REMEMBERED_LENGTH else _tokens(text))


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str) -> tuple[Token, ...]:
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for at, portion in _portions(normalise(text)):
        for morpheme, parts in words(portion):
            if _is_content(morpheme):
                yield _token(morpheme, at, whole=True)
            if len(parts) > 1:
                yield from (_token(part, at, whole=False) for part in parts if _is_content(part))


@dataclass(frozen=True, slots=True)
class Cut:
    """A word as search knows it: also a common one that `tokens` leaves out as saying nothing.

    Attributes:
        form: its normalised form.
        surface: as the text writes it.
        noun: what names something; verbs are found by their normalised form alone.
        common: a stop word.
        whole: True for the long unit, False for a part of it.
    """

    form: str
    surface: str
    noun: bool
    common: bool
    whole: bool


def cuts(text: str) -> list[Cut]:
    """Content words and common nouns of a text, long units followed by their parts, in order."""
    found: list[Cut] = []
    for _at, portion in _portions(normalise(text)):
        for morpheme, parts in words(portion):
            found.extend(_cut(morpheme, whole=True))
            if len(parts) > 1:
                found.extend(cut for part in parts for cut in _cut(part, whole=False))
    return found


def _cut(morpheme: Word, *, whole: bool) -> list[Cut]:
    form = _form(morpheme)
    kind = morpheme.part_of_speech()[0]
    content = _is_content(morpheme)
    # Formal nouns (こと, ため) are written in hiragana; 東京 and サービス are not.
    common = kind in _NAMING and form in stop_words() and not _HIRAGANA.fullmatch(form)
    if not content and not common:
        return []
    return [Cut(form, morpheme.surface(), kind in _NAMING, common and not content, whole)]


def word_set(texts: Iterable[str]) -> frozenset[str]:
    """The distinct normalised words of several texts together."""
    return frozenset(token.form for text in texts for token in tokens(text))


def _portions(text: str) -> Iterator[tuple[int, str]]:
    """Where each portion of a long text begins, and the portion, cut where a sentence or line ends."""
    at = 0
    while len(text) - at > LONGEST:
        ends = (text.rfind(end, at + LONGEST // 2, at + LONGEST) + 1 for end in _ENDS)
        cut = next((end for end in ends if end), at + LONGEST)
        yield at, text[at:cut]
        at = cut
    yield at, text[at:]


def _token(morpheme: Word, at: int, *, whole: bool) -> Token:
    return Token(
        form=_form(morpheme),
        surface=morpheme.surface(),
        start=at + morpheme.begin(),
        end=at + morpheme.end(),
        noun=_is_subject(morpheme),
        whole=whole,
    )


def _is_subject(morpheme: Word) -> bool:
    kind = morpheme.part_of_speech()
    return kind[0] == "名詞" and kind[2] not in _COUNTERS


def _form(morpheme: Word) -> str:
    return _plain(morpheme.normalized_form())


@lru_cache(maxsize=50_000)
def _plain(form: str) -> str:
    return normalise(form).lower()


def _is_content(morpheme: Word) -> bool:
    kind = morpheme.part_of_speech()
    if kind[0] not in _CONTENT or kind[1] in _EMPTY_NOUNS:
        return False
    return _says_something(_form(morpheme))


@lru_cache(maxsize=50_000)
def _says_something(form: str) -> bool:
    if not form or form in stop_words() or not any(character.isalnum() for character in form):
        return False
    # A single kana says nothing by itself; a single kanji (腰, 水) does.
    return len(form) > 1 or bool(KANJI.fullmatch(form))
