"""The certified list (認定一覧) as JSON, in both languages at once."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from foundation.clock import TOKYO
from procurement.catalogue.exports.publication import (
    LICENCE_ADDRESS,
    Publication,
    sample_note,
)
from procurement.catalogue.item import CertifiedItem, Label

MEDIA_TYPE = "application/json"


def certified_list_json(
    items: Sequence[CertifiedItem],
    day: date,
    conditions: Sequence[tuple[str, str]] = (),
    generated_at: datetime | None = None,
    *,
    publication: Publication,
) -> bytes:
    """The list as a JSON document, UTF-8 without BOM, keys in a fixed order.

    Args:
        items: in the order of the list.
        day: the day (基準日) on which all items are in term.
        conditions: what the list was filtered by, as label and value.
        generated_at: aware instant of making; left out of the file when None.
        publication: who publishes, and the address of the site.
    """
    document: dict[str, Any] = {
        "title_ja": publication.title("ja"),
        "title_en": publication.title("en"),
        "publisher_ja": publication.publisher_ja,
        "publisher_en": publication.publisher_en,
        "authority_code": publication.authority_code,
        "license": LICENCE_ADDRESS,
        "attribution_ja": publication.attribution("ja"),
        "attribution_en": publication.attribution("en"),
        "day": day.isoformat(),
    }
    if generated_at is not None:
        document["generated_at"] = generated_at.astimezone(TOKYO).isoformat(timespec="seconds")
    note = sample_note(items, "en")
    if note:
        document["note_ja"] = sample_note(items, "ja")
        document["note_en"] = note
    document["conditions"] = [{"label": label, "value": value} for label, value in conditions]
    document["count"] = len(items)
    document["items"] = [_item(item, publication) for item in items]
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _label(label: Label | None) -> dict[str, str] | None:
    return None if label is None else {"key": label.key, "ja": label.ja, "en": label.en}


def _item(item: CertifiedItem, publication: Publication) -> dict[str, Any]:
    return {
        "id": str(item.id),
        "decision_number": item.decision_number,
        "title_ja": item.title_ja,
        "title_en": item.title_en or None,
        "summary_ja": item.summary_ja,
        "summary_en": item.summary_en or None,
        "category": _label(item.category),
        "organisation": {
            "name": item.firm_name,
            "kana": item.firm_kana,
            "name_en": item.firm_name_en or None,
            "corporate_number": item.corporate_number,
            "address": item.address,
        },
        "bureau": _label(item.bureau),
        "certified_on": item.certified_on.isoformat(),
        "term_start": item.term_start.isoformat(),
        "term_end": item.term_end.isoformat(),
        "state": item.state,
        "price_yen": item.price_yen,
        "price_note_ja": item.price_note_ja or None,
        "price_note_en": item.price_note_en or None,
        "regions": [_label(region) for region in item.regions],
        "pilot_outcome": _label(item.pilot_outcome),
        "source": item.source or None,
        "sample": item.sample,
        "partly_sample": item.partly_sample,
        "url_ja": publication.address(item, "ja"),
        "url_en": publication.address(item, "en"),
    }
