"""Settings of the index: what ours are, and whether a server's are the same.

The data stand in `search_index/definitions/documents.json`. A server gives back more than it was sent (defaults)
and spells some of it its own way (`ja` as `jpn`, lists of words in its order), so both sides are
brought to one form before they are compared. A setting sent without need indexes everything anew.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search_index.definitions import document_settings

Settings = Mapping[str, Any]

# What an index has that was sent nothing, of 1.50; settings that are not here are not looked at.
_DEFAULTS: Settings = {
    "displayedAttributes": ["*"],
    "searchableAttributes": ["*"],
    "filterableAttributes": [],
    "sortableAttributes": [],
    "rankingRules": [
        "words",
        "typo",
        "proximity",
        "attributeRank",
        "sort",
        "wordPosition",
        "exactness",
    ],
    "stopWords": [],
    "nonSeparatorTokens": [],
    "separatorTokens": [],
    "dictionary": [],
    "synonyms": {},
    "distinctAttribute": None,
    "proximityPrecision": "byWord",
    "typoTolerance": {
        "enabled": True,
        "minWordSizeForTypos": {"oneTypo": 5, "twoTypos": 9},
        "disableOnWords": [],
        "disableOnAttributes": [],
        "disableOnNumbers": False,
    },
    "faceting": {"maxValuesPerFacet": 100, "sortFacetValuesBy": {"*": "alpha"}},
    "pagination": {"maxTotalHits": 1000},
    "embedders": {},
    "searchCutoffMs": None,
    "localizedAttributes": None,
    "facetSearch": True,
    "prefixSearch": "indexingTime",
}
# Lists whose order means nothing; the others say what goes before what.
_SETS = frozenset(
    {
        "displayedAttributes",
        "sortableAttributes",
        "disableOnWords",
        "disableOnAttributes",
        "attributePatterns",
        "locales",
    }
)
# Words, which a server gives back with their marks taken apart (が as か and ゙).
_WORDS = frozenset({"stopWords", "nonSeparatorTokens", "separatorTokens", "dictionary"})
_LOCALES = {"ja": "jpn", "en": "eng"}
_EVERY_FEATURE = {"facetSearch": True, "filter": {"equality": True, "comparison": True}}


@dataclass(frozen=True, slots=True)
class Embedding:
    """The model an index compares by meaning with.

    Attributes:
        model: its name, as vectors are kept by.
        dimensions: numbers of a vector.
    """

    model: str
    dimensions: int

    @property
    def embedder(self) -> str:
        """What the index calls it."""
        return embedder_name(self.model)


def embedder_name(model: str) -> str:
    """An embedder's name for a model, whose own may hold what a name must not."""
    return f"m_{hashlib.sha256(model.encode()).hexdigest()[:12]}"


def our_settings(embedding: Embedding | None) -> dict[str, Any]:
    """The settings as they are sent to an index.

    Args:
        embedding: what it compares by meaning; None where it does not.
    """
    embedders = {}
    if embedding is not None:
        embedders[embedding.embedder] = {
            "source": "userProvided",
            "dimensions": embedding.dimensions,
        }
    return {**document_settings(), "embedders": embedders}


def same_settings(live: Settings, ours: Settings) -> bool:
    """Whether a server's settings are ours."""
    return not differences(live, ours)


def differences(live: Settings, ours: Settings) -> tuple[str, ...]:
    """Names of the settings in which a server's differ from ours."""
    theirs, own = normalised(live), normalised(ours)
    return tuple(name for name in _DEFAULTS if theirs[name] != own[name])


def normalised(settings: Settings) -> dict[str, Any]:
    """Settings in the one form they are compared in."""
    return {name: _plain(name, settings.get(name), default) for name, default in _DEFAULTS.items()}


def fingerprint(settings: Settings) -> str:
    """A short name for settings; equal exactly where `same_settings` holds."""
    text = json.dumps(normalised(settings), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def index_stop_words() -> frozenset[str]:
    """Words that the index leaves out of queries."""
    return frozenset(document_settings()["stopWords"])


def _plain(name: str, value: Any, default: Any) -> Any:
    if value is None:
        value = default
    match name:
        case "embedders":
            # Only what we set: a newer server may tell more of an embedder, all of it off.
            return {key: _without_off(embedder) for key, embedder in value.items()}
        case "filterableAttributes":
            value = [_rule(rule) for rule in value]
    return _ordered(name, _filled(value, default))


def _rule(rule: Any) -> Any:
    if isinstance(rule, str):
        return {"attributePatterns": [rule], "features": _EVERY_FEATURE}
    return rule


def _filled(value: Any, default: Any) -> Any:
    if isinstance(value, Mapping) and isinstance(default, Mapping):
        return {
            key: _filled(value.get(key, default.get(key)), default.get(key))
            for key in {**default, **value}
        }
    return value


def _ordered(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _ordered(key, inner) for key, inner in value.items()}
    if isinstance(value, list):
        items = [_ordered("", item) for item in value]
        if name == "locales":
            items = [_LOCALES.get(item, item) for item in items]
        if name in _WORDS:
            return sorted({unicodedata.normalize("NFKC", item).lower() for item in items})
        return sorted(items) if name in _SETS else items
    return value


def _without_off(embedder: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in embedder.items() if value not in (None, False, {})}
