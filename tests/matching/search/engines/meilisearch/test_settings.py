"""Settings: what is sent, and when a server's are the same."""

import copy
from typing import Any

import pytest

from matching.search.engines.meilisearch.settings import (
    Embedding,
    differences,
    embedder_name,
    fingerprint,
    our_settings,
    same_settings,
)
from matching.search.engines.port import Period
from matching.search.providers import Facet
from tests.factories.meilisearch.recordings import exchange
from tests.factories.meilisearch.rules import SETTINGS
from tests.factories.meilisearch.state import Index
from tests.matching.search.engines.meilisearch.conftest import MODEL

SENT = exchange("settings", "change")["request"]["body"]
READ = exchange("settings", "read back: ja has become jpn, defaults are filled in")["response"][
    "body"
]


def live() -> dict[str, Any]:
    """Settings as a server gives them back that was sent ours."""
    index = Index("x")
    index.change_settings(our_settings(MODEL))
    return copy.deepcopy(index.settings)


def test_what_a_server_made_of_settings_is_the_same_as_what_was_sent() -> None:
    assert same_settings(READ, SENT)
    assert fingerprint(READ) == fingerprint(SENT)
    assert same_settings(live(), our_settings(MODEL))


def test_only_settings_are_sent_that_a_server_knows() -> None:
    assert set(our_settings(MODEL)) <= set(SETTINGS)
    assert our_settings(None)["embedders"] == {}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("localizedAttributes", None),
        ("localizedAttributes", [{"attributePatterns": ["*"], "locales": ["zho"]}]),
        ("localizedAttributes", [{"attributePatterns": ["title"], "locales": ["jpn"]}]),
        ("searchableAttributes", ["body", "title"]),
        ("rankingRules", ["words", "typo"]),
        ("stopWords", []),
        ("synonyms", {"ai": ["人工知能"]}),
        ("embedders", {}),
        ("embedders", {MODEL.embedder: {"source": "userProvided", "dimensions": 5}}),
        ("embedders", {"m1": {"source": "userProvided", "dimensions": 4}}),
        ("pagination", {"maxTotalHits": 20}),
        ("typoTolerance", {"enabled": False}),
        ("prefixSearch", "disabled"),
        ("searchCutoffMs", 1500),
        ("facetSearch", True),
        ("distinctAttribute", "owner"),
        ("filterableAttributes", ["kind"]),
    ],
)
def test_each_other_setting_is_noticed(name: str, other: Any) -> None:
    settings = {**live(), name: other}
    assert differences(settings, our_settings(MODEL)) == (name,)
    assert fingerprint(settings) != fingerprint(our_settings(MODEL))


def test_order_matters_only_where_it_means_something() -> None:
    settings = live()
    for name in ("stopWords", "separatorTokens", "dictionary", "displayedAttributes"):
        settings[name] = settings[name][::-1]
    settings["filterableAttributes"][0]["attributePatterns"].reverse()
    settings["embedders"][MODEL.embedder]["binaryQuantized"] = False
    settings["aSettingOfALaterVersion"] = {"on": True}
    assert same_settings(settings, our_settings(MODEL))


def test_the_short_form_of_a_filterable_attribute_is_every_feature() -> None:
    full = {
        "attributePatterns": ["kind"],
        "features": {"facetSearch": True, "filter": {"equality": True, "comparison": True}},
    }
    assert same_settings({"filterableAttributes": ["kind"]}, {"filterableAttributes": [full]})


def test_every_facet_and_term_can_be_filtered() -> None:
    equality, comparison = our_settings(None)["filterableAttributes"]
    assert set(Facet) | {"key", "kind", "embedded"} == set(equality["attributePatterns"])
    assert {f"{period}_{end}" for period in Period for end in ("from", "until")} == set(
        comparison["attributePatterns"]
    )


def test_texts_leave_the_index_in_no_answer() -> None:
    assert our_settings(None)["displayedAttributes"] == ["key", "kind", "sorted_on"]


def test_all_texts_are_japanese() -> None:
    assert our_settings(None)["localizedAttributes"] == [
        {"attributePatterns": ["*"], "locales": ["jpn"]}
    ]


def test_an_embedder_is_named_after_its_model() -> None:
    name = embedder_name("http:intfloat/multilingual-e5-small@384#1f")
    assert name == Embedding("http:intfloat/multilingual-e5-small@384#1f", 384).embedder
    assert name.replace("_", "").isalnum()
    assert name != embedder_name("http:intfloat/multilingual-e5-small@384")
