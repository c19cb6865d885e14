"""Where typed words stand in a text, found without cutting the text into words again.

A text is folded character by character, so that places stay, and searched for the typed spellings.
That is a hundred times faster than Sudachi and may miss a word that is written quite otherwise
(泥 for どろ): such a hit is shown with the beginning of its text.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from matching.search.engines.port import TypedWord
from matching.text.folding import fold_text
from matching.text.terms import Segment

SNIPPET = 120
"""Characters of a snippet."""
_BEFORE = 24
_LATIN = re.compile(r"[0-9a-z]")
_ENDS_IN_HIRAGANA = re.compile(r"[\u3400-\u9fff]+[\u3041-\u3096]+")
_STOPS = "。\n！？!?"
_MANY = 64


@lru_cache(maxsize=1_024)
def pattern_of(words: Sequence[TypedWord]) -> re.Pattern[str] | None:
    """What to look for in folded texts; None where nothing is typed."""
    needles: set[str] = set()
    prefixes: set[str] = set()
    for word in words:
        for form in (word.written, *word.forms):
            needle = fold_text(_stem(form))
            needles.add(needle)
            if word.prefix:
                prefixes.add(needle)
    needles.discard("")
    if not needles:
        return None
    parts = [_part(needle, needle in prefixes) for needle in sorted(needles, key=_longest_first)]
    return re.compile("|".join(parts))


def _longest_first(needle: str) -> tuple[int, str]:
    return (-len(needle), needle)


def _part(needle: str, prefix: bool) -> str:
    # ai is no part of air; 災 is one of 防災.
    before = r"(?<![0-9a-z])" if _LATIN.match(needle[0]) else ""
    after = r"(?![0-9a-z])" if _LATIN.match(needle[-1]) and not prefix else ""
    return f"{before}{re.escape(needle)}{after}"


def _stem(word: str) -> str:
    """A verb without its last kana: 減らす stands as 減らし in texts."""
    return word[:-1] if len(word) > 2 and _ENDS_IN_HIRAGANA.fullmatch(word) else word


def marked(text: str, pattern: re.Pattern[str] | None) -> list[Segment]:
    """A text in segments, those that were typed marked."""
    if pattern is None or not text:
        return [Segment(text, False)] if text else []
    return _segments(text, _places(text, pattern))


def snippet(text: str, pattern: re.Pattern[str] | None) -> list[Segment]:
    """The part of a text with the most of the typed words, marked; its beginning where none stands."""
    places = _places(text, pattern) if pattern is not None else []
    if len(text) <= SNIPPET:
        return _segments(text, places)
    start = _start(text, places)
    end = min(len(text), start + SNIPPET)
    shown = [
        (first - start, min(last, end) - start) for first, last in places if start <= first < end
    ]
    part = text[start:end].rstrip("\n")
    found = _segments(part, [(first, min(last, len(part))) for first, last in shown])
    if start > 0:
        found.insert(0, Segment("…", False))
    if end < len(text):
        found.append(Segment("…", False))
    return found


def stands_in(text: str, pattern: re.Pattern[str] | None) -> bool:
    """Whether any typed word stands in a text."""
    return pattern is not None and pattern.search(fold_text(text)) is not None


def _places(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    found = []
    for match in pattern.finditer(fold_text(text)):
        found.append(match.span())
        if len(found) == _MANY:
            break
    return found


def _start(text: str, places: list[tuple[int, int]]) -> int:
    if not places:
        return 0
    best, most = places[0][0], 0
    for first, _last in places:
        words = {
            text[begin:end]
            for begin, end in places
            if first <= begin and end <= first + SNIPPET - _BEFORE
        }
        if len(words) > most:
            best, most = first, len(words)
    if best <= SNIPPET // 3:
        return 0
    # From the beginning of the sentence, where that is near.
    near = max(text.rfind(stop, best - _BEFORE, best) for stop in _STOPS)
    return near + 1 if near >= 0 else min(best - _BEFORE // 2, max(0, len(text) - SNIPPET))


def _segments(text: str, places: list[tuple[int, int]]) -> list[Segment]:
    found: list[Segment] = []
    at = 0
    for first, last in places:
        if first >= len(text):
            break
        if first > at:
            found.append(Segment(text[at:first], False))
        found.append(Segment(text[first:last], True))
        at = last
    if at < len(text):
        found.append(Segment(text[at:], False))
    return found
