"""Readings of names in katakana (フリガナ), for sorting in the order of the syllabary and for search."""

import re
import unicodedata

import jaconv

_SPACES = re.compile(r"\s+")
# signs that people type for the long vowel after a kana
_LONG_VOWEL = re.compile(r"(?<=[ァ-ヺー])[\-‐‑‒–—―−~〜]")
# dots between the words of a foreign name
_DOTS = re.compile(r"[･•‧·]")
_KANA = re.compile(r"[ァ-ヺー・　]+")


def normalise_kana(text: str) -> str:
    """A reading in one spelling: full-width katakana, one full-width space between words.

    Hiragana and half-width kana become katakana. Characters that are no kana are kept, for `is_kana` to
    refuse: a reading is never guessed.

    Args:
        text: as typed.
    """
    # twice, because taking away what stands between a kana and its voicing mark lets them combine
    katakana = jaconv.hira2kata(unicodedata.normalize("NFKC", text))
    katakana = _LONG_VOWEL.sub("ー", unicodedata.normalize("NFKC", _DOTS.sub("・", katakana)))
    return _SPACES.sub("　", katakana.strip())


def is_kana(text: str) -> bool:
    """Whether a normalised reading consists of katakana, long vowels, middle dots and spaces, with at least one kana."""
    return _KANA.fullmatch(text) is not None and any(
        "ァ" <= character <= "ヺ" for character in text
    )
