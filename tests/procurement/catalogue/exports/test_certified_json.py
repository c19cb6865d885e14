"""The certified list as JSON."""

import json
from dataclasses import replace

from tests.procurement.catalogue.exports.items import DAY, MADE_AT, TOKYO, certified_list_json, item


def test_document():
    data = certified_list_json(
        [item(1), item(2, sample=True)],
        DAY,
        [("実証の結果", "本格導入")],
        MADE_AT,
        publication=replace(TOKYO, base_url="https://example.jp"),
    )
    document = json.loads(data)
    assert document["day"] == "2026-11-24"
    assert document["generated_at"] == "2026-11-24T14:05:00+09:00"
    assert document["count"] == 2 == len(document["items"])
    assert document["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert document["conditions"] == [{"label": "実証の結果", "value": "本格導入"}]
    assert document["note_ja"] == "見本データを含む"
    first = document["items"][0]
    assert first["organisation"]["corporate_number"] == "8999910001096"
    assert first["category"] == {"key": "care", "ja": "介護・福祉", "en": "Care and welfare"}
    assert first["price_yen"] == 1980000
    assert first["url_en"] == "https://example.jp/en/certified/1"
    assert "見本" in data.decode()


def test_what_is_unknown_is_null():
    document = json.loads(
        certified_list_json([item(price_yen=None, title_en="", pilot_outcome=None)], DAY)
    )
    (only,) = document["items"]
    assert only["price_yen"] is None
    assert only["title_en"] is None
    assert only["pilot_outcome"] is None
    assert "generated_at" not in document
    assert "note_ja" not in document


def test_same_list_same_bytes():
    assert certified_list_json([item()], DAY) == certified_list_json([item()], DAY)
