"""Words to make texts of, drawn with the frequencies of natural language: few common, many rare."""

import json
import random
from bisect import bisect
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Any, TypeVar

T = TypeVar("T")

# Rank + this: how much commoner the first word of a list is than the tenth (Zipf–Mandelbrot).
FLATNESS = 2.7

_CONSONANTS = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワガギグゲゴザジズダデドバビブベボパピプペポ"
_GLIDES = (
    "キャ",
    "シャ",
    "シュ",
    "ショ",
    "チャ",
    "チュ",
    "ファ",
    "フィ",
    "フォ",
    "ティ",
    "ジェ",
    "リュ",
)
_LONG = ("", "", "", "ー", "ン", "ッ")
_TAILS = (
    "ナビ", "ケア", "ログ", "センス", "ボット", "リンク", "ガード", "ラボ", "フロー", "ビュー",
    "ネット", "ポート", "テック", "ワークス", "スキャン", "パス", "トーク", "マップ", "アイ", "プラス",
)  # fmt: skip
_ROMAJI_TAILS = (
    "Navi", "Care", "Log", "Sense", "Bot", "Link", "Guard", "Lab", "Flow", "View",
    "Net", "Port", "Tech", "Works", "Scan", "Pass", "Talk", "Map", "Eye", "Plus",
)  # fmt: skip
_LATIN = ("ae", "al", "an", "ar", "be", "co", "da", "el", "en", "fi", "gra", "ha", "in", "ka", "li",
          "lu", "ma", "mi", "no", "o", "or", "pa", "qu", "ra", "ri", "sa", "so", "ta", "ti", "u",
          "va", "vi", "xe", "yu", "ze")  # fmt: skip


@cache
def fields() -> tuple[dict[str, Any], ...]:
    """Fields of work: category, sites, people, places, objects, products, needs."""
    return tuple(_read("fields.json"))


@cache
def words() -> dict[str, Any]:
    """Words that are used in every field."""
    content: dict[str, Any] = _read("words.json")
    return content


@cache
def _cumulated(length: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + FLATNESS) for rank in range(length)))


def pick(chance: random.Random, choices: Sequence[T]) -> T:
    """One of them, the earlier ones more often."""
    weights = _cumulated(len(choices))
    return choices[bisect(weights, chance.random() * weights[-1])]


def katakana_name(chance: random.Random) -> tuple[str, str]:
    """A made-up name of a product or firm in katakana and in Latin letters; no real word is meant."""
    place = chance.randrange(len(_TAILS))
    stem = "".join(_syllable(chance) for _ in range(chance.choice((1, 2, 2, 3))))
    latin = "".join(chance.choice(_LATIN) for _ in range(chance.choice((2, 2, 3)))).capitalize()
    if chance.random() < 0.4:
        return stem + _syllable(chance), latin
    return stem + _TAILS[place], latin + _ROMAJI_TAILS[place]


def model_number(chance: random.Random) -> str:
    """Letters and digits as on a name plate: KX-210."""
    letters = "".join(chance.choice("ABCDEFGHKLMNPRSTVXZ") for _ in range(chance.choice((1, 2))))
    return f"{letters}-{chance.randrange(10, 990)}"


def _syllable(chance: random.Random) -> str:
    sound = chance.choice(_GLIDES) if chance.random() < 0.12 else chance.choice(_CONSONANTS)
    return sound + chance.choice(_LONG).replace("ッ", "ー")


def _read(name: str) -> Any:
    folder = resources.files("search_index.generator")
    return json.loads((folder / name).read_text(encoding="utf-8"))
