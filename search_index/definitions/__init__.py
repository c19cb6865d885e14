"""Typed access to the data files of this folder. Imports nothing of ours, so that anyone may import it."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a closed vocabulary.

    Attributes:
        key: what is stored.
        ja, en: label.
        meaning_ja, meaning_en: one sentence for a form's hint; empty where the label says it all.
    """

    key: str
    ja: str
    en: str
    meaning_ja: str = ""
    meaning_en: str = ""


def _read(name: str) -> Any:
    text = (resources.files(__name__) / name).read_text(encoding="utf-8")
    return json.loads(text)


@lru_cache(maxsize=8)
def _vocabulary(name: str) -> tuple[Term, ...]:
    rows = _read("vocabulary.json")[name]
    return tuple(Term(**{**row, "key": str(row["key"])}) for row in rows)


def categories() -> tuple[Term, ...]:
    """Fields of public work (分野), in the order of display."""
    return _vocabulary("categories")


def conditions() -> tuple[Term, ...]:
    """Conditions of a site that a solution must bear (制約)."""
    return _vocabulary("conditions")


def site_types() -> tuple[Term, ...]:
    """Kinds of places where a solution is used (現場)."""
    return _vocabulary("site_types")


def regions() -> tuple[Term, ...]:
    """Regions of Tokyo, and outside."""
    return _vocabulary("regions")


def readiness_levels() -> tuple[Term, ...]:
    """Technology readiness levels; keys "1" to "9"."""
    return _vocabulary("readiness")


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Normalised words that say nothing about a challenge: formal nouns, light verbs, and the
    phrases that every request holds."""
    return frozenset(_read("stopwords.json"))


@lru_cache(maxsize=1)
def synonym_groups() -> tuple[tuple[str, ...], ...]:
    """Groups of words of one sense in public work, as people write them."""
    return tuple(tuple(group) for group in _read("synonyms.json"))


@lru_cache(maxsize=1)
def background_challenges() -> tuple[str, ...]:
    """Ordinary challenges of many fields, in our own words: what hubness is measured against while
    few challenges are published."""
    return tuple(_read("background.json"))


@lru_cache(maxsize=1)
def ordinary_solutions() -> tuple[tuple[str, str], ...]:
    """Made-up solutions (title, body) of many fields: how near an ordinary solution is to a
    challenge, which is where the bands of closeness start from."""
    return tuple((row["title"], row["body"]) for row in _read("ordinary_solutions.json"))


def document_settings() -> dict[str, Any]:
    """Settings of the Meilisearch index, all that we rely on, without the embedder: its name and
    dimensions are those of the model in use."""
    settings: dict[str, Any] = _read("documents.json")
    return settings
