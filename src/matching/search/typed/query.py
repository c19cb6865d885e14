"""The small query syntax of people's search: words, and filters written `name:value`.

There are no operators: quotes and a leading minus come with pasted text and are dropped. Whatever
is typed gives a query that can be run; what was not understood is told beside its results.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from matching.search.engines.port import Filter, Period, TypedWord
from matching.search.providers import Facet
from matching.search.typed.filters import (
    CERTIFICATION,
    CLOSED,
    KIND,
    NO,
    OPEN,
    STATUS,
    YES,
    FilterName,
    Unread,
    Value,
    filter_called,
    filter_names,
    names_like,
    read_values,
)
from matching.text.folding import folded
from matching.text.normalise import normalise
from matching.text.searched import codes, spellings
from matching.text.tokens import Cut, cuts

MOST_WORDS = 10
LONGEST_TEXT = 1_000
"""More characters than ten words have; the rest is not read."""
LONGEST_WORD = 60
MOST_CHOSEN = 200
"""Parameters of filters that are read; there are fewer filters, and each takes several codes."""
PREFIX_FROM = 2
"""Characters from which on a word counts as being typed; a single kanji does too."""

_TOKEN = re.compile(r'(?P<name>[^\s:"]+):(?P<value>"[^"]*"?|\S*)|(?P<word>\S+)')
_QUOTES = str.maketrans("", "", '"“”„‟«»「」『』')
_MINUS = "-–—ー"
_KANA = re.compile(r"[\u3041-\u309f\u30a0-\u30ff]+")
_ALL_KANJI = re.compile(r"[\u3400-\u9fff]{1,4}")
_KANJI = re.compile(r"[\u3400-\u9fff]")
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_FILTER_KEYS: tuple[str, ...] = (
    KIND,
    STATUS,
    CERTIFICATION,
    Facet.CATEGORY,
    Facet.SITE_TYPE,
    Facet.REGION,
    Facet.READINESS,
    "condition",
    Facet.FISCAL_YEAR,
)


class Fault(StrEnum):
    """What was wrong with a piece of a query."""

    NAME = "name"
    VALUE = "value"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Problem:
    """A filter that was not understood and is not applied.

    Attributes:
        token: as typed.
        name: of the filter, where that is known.
        names, values: what may have been meant.
    """

    fault: Fault
    token: str
    name: FilterName | None = None
    names: tuple[FilterName, ...] = ()
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ParsedQuery:
    """A query as it is run, and as its address says it.

    Attributes:
        text: the words as typed, in one spelling, without filters.
        typing: the last word may still be unfinished.
        chosen: filter → codes, in the order of `filter_names`; a filter without codes is left out.
        problems: filters that were not understood.
    """

    text: str = ""
    typing: bool = False
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def words(self) -> tuple[TypedWord, ...]:
        """What is looked for, at most MOST_WORDS."""
        return tuple(one.word for one in _words(self.text, self.typing)[:MOST_WORDS])

    @property
    def looked_for(self) -> tuple[str, ...]:
        """The same words as people write them."""
        return tuple(one.shown for one in _words(self.text, self.typing)[:MOST_WORDS])

    @property
    def left_out(self) -> tuple[str, ...]:
        """Words beyond MOST_WORDS, as people write them."""
        return tuple(one.shown for one in _words(self.text, self.typing)[MOST_WORDS:])

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not self.text and not self.chosen

    def filter(self, today: date) -> Filter:
        """The filter that an engine is given."""
        facets = {
            name: self.chosen[name]
            for name in (
                Facet.CATEGORY,
                Facet.SITE_TYPE,
                Facet.REGION,
                Facet.READINESS,
                Facet.FISCAL_YEAR,
            )
            if name in self.chosen
        }
        without = {Facet.CANNOT: self.chosen["condition"]} if "condition" in self.chosen else {}
        within: dict[Period, date] = {}
        outside: dict[Period, date] = {}
        for name, period, inside, out in (
            (STATUS, Period.OPEN, OPEN, CLOSED),
            (CERTIFICATION, Period.CERTIFIED, YES, NO),
        ):
            asked = set(self.chosen.get(name, ()))
            if asked == {inside}:
                within[period] = today
            elif asked == {out}:
                outside[period] = today
        return Filter(
            kinds=self.chosen.get(KIND, ()),
            facets={name.value: codes_ for name, codes_ in facets.items()},
            without={name.value: codes_ for name, codes_ in without.items()},
            within=within,
            outside=outside,
        )

    def with_filter(self, name: str, *chosen: str) -> "ParsedQuery":
        """The same with other codes of one filter; none takes it away."""
        return replace(self, chosen=_in_order({**self.chosen, name: chosen}), problems=())

    def parameters(self) -> list[tuple[str, str]]:
        """The query as parameters of an address; `from_parameters` reads them back."""
        found = []
        if self.text:
            # A space at the end says that the last word is finished.
            found.append(("q", self.text if self.typing else f"{self.text} "))
        found += [(name, ",".join(chosen)) for name, chosen in self.chosen.items()]
        return found


def parse(text: str, chosen: Mapping[str, Sequence[str]] | None = None) -> ParsedQuery:
    """Read what somebody typed. Never raises.

    Args:
        text: anything; only the first LONGEST_TEXT characters are read.
        chosen: codes chosen otherwise than in words, per filter; joined with those typed.
    """
    whole = normalise(text[:LONGEST_TEXT])[:LONGEST_TEXT]
    finished = text[:LONGEST_TEXT] != text[:LONGEST_TEXT].rstrip()
    found: dict[str, tuple[str, ...]] = {
        name: tuple(given) for name, given in (chosen or {}).items()
    }
    problems: list[Problem] = []
    words: list[str] = []
    typing = False
    for match in _TOKEN.finditer(whole):
        last = match.end() == len(whole) and not finished
        if match["name"] is not None and _is_filter(match["name"], match["value"]):
            read = _read_filter(match["name"], match["value"], last)
            if isinstance(read, Problem):
                problems.append(read)
            elif read is not None:
                name, given = read
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), *given)))
            continue
        for word in _plain(match.group()):
            words.append(word)
            typing = last
    return ParsedQuery(
        # Where a quote was taken out, a letter and its mark may have met.
        text=normalise(" ".join(words)),
        typing=typing and bool(words),
        chosen=_in_order(found),
        problems=tuple(problems),
    )


def from_parameters(parameters: Iterable[tuple[str, str]]) -> ParsedQuery:
    """Read an address: `q`, and codes of filters, divided by commas or given several times.

    Codes that mean nothing become problems, as they would when typed.
    """
    text, given = "", 0
    chosen: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for name, value in parameters:
        if name == "q":
            text = value
        elif name in _FILTER_KEYS and value.strip():
            given += 1
            if given > MOST_CHOSEN:
                continue
            one = filter_called(name)
            read = read_values(one, value) if one is not None else Unread(())
            if isinstance(read, Unread):
                token = f"{name}:{value[:LONGEST_WORD]}"
                problems.append(Problem(Fault.VALUE, token, one, values=read.suggestions))
            else:
                chosen[name] = tuple(dict.fromkeys((*chosen.get(name, ()), *read)))
    parsed = parse(text, chosen)
    return replace(parsed, problems=(*problems, *parsed.problems)) if problems else parsed


def _in_order(chosen: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {
        str(name): tuple(sorted(dict.fromkeys(chosen[name])))
        for name in _FILTER_KEYS
        if chosen.get(name)
    }


def _is_filter(name: str, value: str) -> bool:
    """Not an address (https://…) and not a time (12:30), which are words."""
    return not value.startswith("//") and not name[-1].isdigit() and any(map(str.isalpha, name))


def _read_filter(name: str, value: str, last: bool) -> tuple[str, tuple[str, ...]] | Problem | None:
    token = f"{name}:{value}"[:LONGEST_WORD]
    name = "".join(_plain(name))
    one = filter_called(name) if name else None
    if one is None:
        return Problem(Fault.NAME, token, names=names_like(name) or filter_names())
    written = value.translate(_QUOTES).strip()
    if not written:
        # Somebody who has just typed the colon is not told off.
        return None if last else Problem(Fault.EMPTY, token, one, values=one.values)
    read = read_values(one, written)
    if isinstance(read, Unread):
        return Problem(Fault.VALUE, token, one, values=read.suggestions)
    return one.key, read


def _plain(token: str) -> list[str]:
    """Words without quotes and leading minus; what has no letter or figure is no word."""
    words = token.translate(_QUOTES).replace(":", " ").split()
    plain = (_without_minus(word)[:LONGEST_WORD] for word in words)
    return [word for word in plain if any(map(str.isalnum, word))]


def _without_minus(word: str) -> str:
    # A long vowel before kana belongs to the word, one before anything else stands for a minus.
    if len(word) > 1 and word[0] in _MINUS and not _KANA.match(word[1]):
        return word.lstrip(_MINUS)
    return word


@dataclass(frozen=True, slots=True)
class _Word:
    """A word to look for, and as it is shown."""

    word: TypedWord
    shown: str


@lru_cache(maxsize=4_096)
def _words(text: str, typing: bool) -> tuple[_Word, ...]:
    tokens = text.split()
    found: dict[tuple[str, frozenset[str]], _Word] = {}
    for place, token in enumerate(tokens):
        for one in _words_of(token, typing and place == len(tokens) - 1):
            key = (one.word.written, one.word.forms)
            if key not in found or one.word.prefix:
                found[key] = one
    return tuple(found.values())


def _words_of(token: str, typing: bool) -> list[_Word]:
    token = token.lower()
    numbers = codes(token)
    if token in numbers:
        return [_typed(token, frozenset({token}), typing)]
    if _KANA.fullmatch(token):
        return _kana_words(token, typing)
    whole = [cut for cut in cuts(token) if cut.whole]
    covered = sum(len(cut.surface) for cut in whole)
    half = typing and _ALL_KANJI.fullmatch(token) and covered < len(token)
    if half or not (whole or numbers):
        # 防 and 見守 are no words to Sudachi; what begins with them is found all the same.
        return [_typed(token, frozenset({token, folded(token)}), typing)]
    telling = [cut for cut in whole if not cut.common] or whole
    ends = telling and token.endswith(telling[-1].surface.lower())
    found = [
        _typed(cut.surface.lower(), spellings(cut), bool(typing and ends and cut is telling[-1]))
        for cut in telling
    ]
    found += [_typed(code, frozenset({code})) for code in sorted(numbers, key=len)[-1:]]
    return found


def _kana_words(token: str, typing: bool) -> list[_Word]:
    """A word of kana as one word, unless it is several that Sudachi knows (ドローンサービス).

    Hiragana that is written for katakana (どろーん) falls to pieces; read as katakana it does not.
    """
    best: list[Cut] = []
    for spelled in dict.fromkeys((token, token.translate(_TO_KATAKANA))):
        whole = [cut for cut in cuts(spelled) if cut.whole]
        complete = sum(len(cut.surface) for cut in whole) == len(spelled)
        if complete and (not best or len(whole) < len(best)):
            best = whole
    if len(best) > 1 and all(len(cut.surface) > 1 for cut in best):
        last = len(best) - 1
        return [
            _typed(cut.surface.lower(), spellings(cut), typing and place == last)
            for place, cut in enumerate(best)
        ]
    forms = {token, folded(token)}
    if len(best) == 1:
        forms |= spellings(best[0])
    return [_typed(token, frozenset(forms), typing)]


def _typed(written: str, forms: frozenset[str], typing: bool = False) -> _Word:
    start = folded(written)
    prefix = typing and (len(start) >= PREFIX_FROM or _KANJI.match(start) is not None)
    return _Word(TypedWord(start, forms, prefix), written)
