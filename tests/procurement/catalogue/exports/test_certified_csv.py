"""The certified list as CSV."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.documents.formula import begins_formula
from foundation.documents.text import tidy
from procurement.catalogue.item import CertifiedItem, Label
from tests.procurement.catalogue.exports.items import TOKYO, certified_list_csv, item


def rows(data):
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_file_form():
    data = certified_list_csv([item(1), item(2)])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 3
    assert data.replace(b"\r\n", b"").count(b"\n") == 0
    assert data.endswith(b"\r\n")


def test_a_row():
    (row,) = rows(
        certified_list_csv([item(3)], publication=replace(TOKYO, base_url="https://example.jp"))
    )
    assert row["全国地方公共団体コード"] == "130001"
    assert row["認定番号"] == "R8-福祉-003"
    assert row["製品・サービス"] == "移乗支援ロボット リフトアイ"
    assert row["法人番号"] == "8999910001096"
    assert row["事業者名カナ"] == "ミホンケアロボティクス"
    assert row["認定した日"] == "2026-05-29"
    assert row["期間の終わり"] == "2029-03-31"
    assert row["価格（税込、円）"] == "1980000"
    assert row["提供地域"] == "東京都;神奈川県"
    assert row["実証の結果"] == "本格導入"
    assert row["見本"] == ""
    assert row["ページ"] == "https://example.jp/certified/3"


def test_corporate_number_is_quoted_and_price_is_a_number():
    text = certified_list_csv([item()]).decode("utf-8-sig")
    assert '"8999910001096"' in text
    assert ",1980000," in text


def test_what_is_unknown_is_empty():
    (row,) = rows(
        certified_list_csv(
            [
                item(
                    corporate_number=None,
                    price_yen=None,
                    regions=(),
                    pilot_outcome=None,
                    title_en="",
                )
            ]
        )
    )
    for column in (
        "法人番号",
        "価格（税込、円）",
        "提供地域",
        "実証の結果",
        "製品・サービス（英語）",
    ):
        assert row[column] == "", column


def test_sample_rows_say_so():
    (row,) = rows(certified_list_csv([item(sample=True)]))
    assert row["見本"] == "見本"
    (row,) = rows(certified_list_csv([item(sample=True)], language="en"))
    assert row["Sample data"] == "sample"
    (row,) = rows(certified_list_csv([item(partly_sample=True)]))
    assert row["見本"] == "一部見本"


def test_english():
    (row,) = rows(certified_list_csv([item(4)], language="en"))
    assert row["Certifying bureau"] == "Bureau of Social Welfare"
    assert row["Pilot outcome"] == "Full use"
    assert row["Page"] == "/en/certified/4"
    assert row["Firm"] == "見本ケアロボティクス株式会社"


def test_headings_are_complete_and_distinct():
    for language in ("ja", "en"):
        header = certified_list_csv([], language=language).decode("utf-8-sig").strip().split(",")
        assert len(set(header)) == len(header)
        assert '""' not in header


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "＝1+1", "-1+1"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_text_of_a_row_runs_as_a_formula(text, language):
    label = Label(text, text, text)
    texts = {
        name: text
        for name, kind in CertifiedItem.__annotations__.items()
        if kind in (str, str | None)
    }
    labels = {"category": label, "bureau": label, "regions": (label,), "pilot_outcome": label}
    (row,) = rows(certified_list_csv([item(**texts, **labels)], language=language))
    assert not [cell for cell in row.values() if begins_formula(cell)]
    assert list(row.values()).count("'" + text) >= 14


@given(st.text(max_size=100))
def test_any_text_comes_back_from_its_cell(text):
    (row,) = rows(certified_list_csv([item(summary_ja="要約" + text)]))
    assert row["概要"] == tidy("要約" + text, variants=True)


@pytest.mark.parametrize("name", ["葛\U000e0100城電機株式会社", "神\ufa19社\ufe00工務店"])
def test_a_firm_is_named_as_it_writes_itself(name):
    (row,) = rows(certified_list_csv([item(firm_name=name)]))
    assert row["事業者名"] == name
