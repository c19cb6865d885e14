"""Lines of a certified list for the tests of its files."""

from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

from procurement.catalogue.exports import certified_csv, certified_json, certified_pdf
from procurement.catalogue.exports.publication import Publication
from procurement.catalogue.item import CertifiedItem, Label
from procurement.law import Wording

DAY = date(2026, 11, 24)
MADE_AT = datetime(2026, 11, 24, 5, 5, tzinfo=UTC)
CARE = Label("care", "介護・福祉", "Care and welfare")
WELFARE = Label("welfare", "福祉局", "Bureau of Social Welfare")
FULL_USE = Label("full_use", "本格導入", "Full use")

TOKYO = Publication(
    publisher_ja="東京都",
    publisher_en="Tokyo Metropolitan Government",
    authority_code="130001",
    statute=Wording(ja="見本の令第4号", en="Model Order, item 4"),
)
certified_list_csv = partial(certified_csv.certified_list_csv, publication=TOKYO)
certified_list_json = partial(certified_json.certified_list_json, publication=TOKYO)
certified_list_pdf = partial(certified_pdf.certified_list_pdf, publication=TOKYO)


def item(number=1, **changes):
    """One line, complete; `changes` replace its fields."""
    fields = {
        "id": UUID(int=number),
        "decision_number": f"R8-福祉-{number:03}",
        "firm_name": "見本ケアロボティクス株式会社",
        "firm_kana": "ミホンケアロボティクス",
        "firm_name_en": "Mihon Care Robotics",
        "corporate_number": "8999910001096",
        "address": "東京都新宿区西新宿二丁目8番1号",
        "title_ja": "移乗支援ロボット リフトアイ",
        "title_en": "Transfer robot Lift-Eye",
        "summary_ja": "抱え上げずに、ベッドから車いすへ移せます。",
        "summary_en": "Moves a person from bed to wheelchair without lifting.",
        "category": CARE,
        "bureau": WELFARE,
        "certified_on": date(2026, 5, 29),
        "term_start": date(2026, 5, 29),
        "term_end": date(2029, 3, 31),
        "price_yen": 1_980_000,
        "regions": (Label("13", "東京都", "Tokyo"), Label("14", "神奈川県", "Kanagawa")),
        "pilot_outcome": FULL_USE,
        "source": "実証 2025-007",
        "path": f"/certified/{number}",
    }
    return CertifiedItem(**{**fields, **changes})
