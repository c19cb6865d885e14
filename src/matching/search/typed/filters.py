"""What a search can be narrowed by in words: names and values of the small query syntax.

`認定:あり`, `category:防災` and `分野：防災` all mean something; codes, labels in both languages, kana
spellings and the beginning of a label that fits one value only are taken alike.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from matching.search.kinds import RECORDS
from matching.search.providers import Facet
from matching.text.folding import fold_text
from matching.text.normalise import normalise
from search_index import definitions

KIND = "kind"
STATUS = "status"
CERTIFICATION = "certified"
OPEN, CLOSED = "open", "closed"
YES, NO = "yes", "no"
SUGGESTED = 5
LONGEST_VALUE = 100
"""A longer value is none of ours and is not looked at."""
_BETWEEN = re.compile(r"[\s・,/／()（）]+")
_SEVERAL = re.compile(r"[,、]")
_YEAR = re.compile(r"(?P<era>[a-z]|令和|平成)?(?P<year>[0-9]{1,4})(?:年度?)?")
_LEVELS = re.compile(r"(?P<low>[1-9])(?:(?P<more>以上|\+)|[-~](?P<high>[1-9]))?")
_YEAR_BEFORE = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988}
FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a filter: its code, and what people call it; `ja` and `en` are shown."""

    code: str
    ja: str
    en: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilterName:
    """Something to narrow by.

    Attributes:
        key: name in addresses and of the API.
        names: what it is called in a query; the first Japanese and the first English one are shown.
        values: of a closed list; empty where `read` takes any that fit a form.
        read: codes of a written value, or None.
        example, example_en: a value to show in help; without an English one its code is shown.
    """

    key: str
    names: tuple[str, str, *tuple[str, ...]]
    values: tuple[Value, ...] = ()
    read: Callable[[str], tuple[str, ...] | None] | None = None
    example: str = ""
    example_en: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that means nothing, and what may have been meant."""

    suggestions: tuple[Value, ...]


def read_year(written: str) -> tuple[str, ...] | None:
    """A fiscal year (年度): 2026, 令和8, R8年度."""
    match = _YEAR.fullmatch(_folded(written))
    if match is None:
        return None
    year = int(match["year"])
    if match["era"]:
        year += _YEAR_BEFORE.get(match["era"], LAST_YEAR)
    return (str(year),) if FIRST_YEAR <= year <= LAST_YEAR else None


def read_levels(written: str) -> tuple[str, ...] | None:
    """Levels of readiness (準備度): 7, 7以上, 7+, 5-8."""
    match = _LEVELS.fullmatch(_folded(written))
    if match is None:
        return None
    low = int(match["low"])
    high = 9 if match["more"] else int(match["high"] or low)
    return tuple(str(level) for level in range(low, high + 1)) or None


def _terms(terms: Sequence[definitions.Term]) -> tuple[Value, ...]:
    return tuple(Value(term.key, term.ja, term.en) for term in terms)


@cache
def filter_names() -> tuple[FilterName, ...]:
    """Everything to narrow by, in the order of display."""
    return (
        FilterName(
            KIND,
            ("種類", "kind", "type", "しゅるい"),
            tuple(Value(kind.key, *kind.many, kind.aliases) for kind in RECORDS.values()),
            example="課題",
        ),
        FilterName(
            STATUS,
            ("募集", "status", "状態", "受付", "state"),
            (
                Value(OPEN, "募集中", "Open", ("中", "あり", "受付中", "公開中", "yes")),
                Value(
                    CLOSED,
                    "募集していない",
                    "Not open",
                    ("終了", "募集終了", "なし", "no", "close"),
                ),
            ),
            example="募集中",
        ),
        FilterName(
            CERTIFICATION,
            ("認定", "certified", "certification"),
            (
                Value(
                    YES,
                    "認定期間中",
                    "In certified term",
                    ("あり", "有", "中", "期間中", "true", "1"),
                ),
                Value(
                    NO, "認定期間中でない", "Not in certified term", ("なし", "無", "false", "0")
                ),
            ),
            example="あり",
        ),
        FilterName(
            Facet.CATEGORY,
            ("分野", "category", "field", "カテゴリ"),
            _terms(definitions.categories()),
            example="防災",
        ),
        FilterName(
            Facet.SITE_TYPE,
            ("現場", "site", "場所", "site_type"),
            _terms(definitions.site_types()),
            example="病院",
        ),
        FilterName(
            Facet.REGION,
            ("地域", "region", "area"),
            _terms(definitions.regions()),
            example="多摩",
        ),
        FilterName(
            Facet.READINESS,
            ("準備度", "readiness", "trl", "成熟度"),
            _terms(definitions.readiness_levels()),
            read=read_levels,
            example="7以上",
            example_en="7+",
        ),
        FilterName(
            "condition",
            ("制約", "condition", "条件"),
            _terms(definitions.conditions()),
            example="電源がない",
        ),
        FilterName(
            Facet.FISCAL_YEAR,
            ("年度", "year", "fy", "fiscal_year"),
            read=read_year,
            example="2026",
        ),
    )


@cache
def _by_name() -> dict[str, FilterName]:
    return {_folded(name): one for one in filter_names() for name in (one.key, *one.names)}


@cache
def _by_value(key: str) -> dict[str, Value]:
    one = _by_name()[_folded(key)]
    found: dict[str, Value] = {}
    for value in one.values:
        for word in (value.code, value.ja, value.en, *value.others):
            found.setdefault(_folded(word), value)
    return found


def filter_called(name: str) -> FilterName | None:
    """The filter of this name; None where there is none."""
    return _by_name().get(_folded(name))


def names_like(name: str) -> tuple[FilterName, ...]:
    """Filters whose names are written alike, for suggestions."""
    close = get_close_matches(_folded(name)[:LONGEST_VALUE], _by_name(), n=SUGGESTED, cutoff=0.6)
    return tuple(dict.fromkeys(_by_name()[word] for word in close))


def read_values(one: FilterName, written: str) -> tuple[str, ...] | Unread:
    """Codes of what is written behind a filter's name, several divided by commas.

    Returns:
        Codes in the order written, each once; or `Unread` where one of them means nothing.
    """
    codes: dict[str, None] = {}
    for part in filter(None, map(str.strip, _SEVERAL.split(written[:LONGEST_VALUE]))):
        found = _read_value(one, part)
        if isinstance(found, Unread):
            return found
        codes |= dict.fromkeys(found)
    return tuple(codes) if codes else Unread(one.values[:SUGGESTED])


def _read_value(one: FilterName, written: str) -> tuple[str, ...] | Unread:
    if one.read is not None:
        found = one.read(written)
        if found is not None:
            return found
    known = _by_value(one.key)
    asked = _folded(written)
    if not asked:
        return Unread(one.values[:SUGGESTED])
    if asked in known:
        return (known[asked].code,)
    for fits in (str.startswith, str.__contains__):
        near = dict.fromkeys(value for word, value in known.items() if fits(word, asked))
        if len(near) == 1:
            return (next(iter(near)).code,)
        if near:
            return Unread(tuple(near)[:SUGGESTED])
    close = get_close_matches(asked, known, n=SUGGESTED, cutoff=0.5)
    return Unread(tuple(dict.fromkeys(known[word] for word in close)) or one.values[:SUGGESTED])


def value_of(key: str, code: str) -> Value:
    """A value by its code, for display; a code that needs no words stands for itself."""
    one = _by_name()[_folded(key)]
    return next((value for value in one.values if value.code == code), Value(code, code, code))


def _folded(word: str) -> str:
    # A long vowel at the end may be missing: カテゴリー, サーバー.
    return _BETWEEN.sub("", fold_text(normalise(word))).rstrip("ー")
