"""The certified list as PDF."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from foundation.documents.build import short_digest
from procurement.catalogue.item import Label
from tests.procurement.catalogue.exports.items import (
    DAY,
    MADE_AT,
    certified_list_csv,
    certified_list_pdf,
    item,
)


def read(items, conditions=(), **options):
    return PdfReader(BytesIO(certified_list_pdf(items, DAY, conditions, MADE_AT, **options)))


def text_of(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


def test_head_states_day_count_and_filter():
    text = text_of(read([item()], [("実証の結果", "本格導入・延長")]))
    assert "認定一覧" in text
    assert "令和8年11月24日（2026年11月24日）" in text
    assert "1件" in text
    assert "実証の結果：本格導入・延長" in text
    assert "購入や品質を約束するものではありません" in text


def test_a_row():
    text = text_of(read([item(3)]))
    for expected in (
        "R8-福祉-003",
        "移乗支援ロボット リフトアイ",
        "見本ケアロボティクス株式会社",
        "8999910001096",
        "福祉局",
        "2026年5月29日",
        "2029年3月31日",
        "本格導入",
        "1,980,000",
    ):
        assert expected in text


def test_unknown_is_said():
    text = text_of(read([item(price_yen=None, corporate_number=None)]))
    assert "公開なし" in text
    assert "法人番号の掲載なし" in text


def test_price_with_what_it_is_for():
    assert "月 88,000" in text_of(read([item(price_yen=88000, price_note_ja="月")]))
    assert "1台あたり" in text_of(read([item(price_note_ja="1台あたり")]))


def test_two_hundred_rows():
    items = [item(number) for number in range(1, 201)]
    reader = read(items)
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 10
    for number, text in enumerate(pages, start=1):
        assert f"{number}／{len(pages)}ページ" in text
        assert "認定番号" in text, "the head of the table stands on every page"
        assert "基準日" in text
    everything = "\n".join(pages)
    positions = [everything.index(entry.decision_number) for entry in items]
    assert positions == sorted(positions)
    assert all(page.mediabox.width > page.mediabox.height for page in reader.pages)


def test_fonts_are_embedded():
    for page in read([item(number) for number in range(30)]).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            assert "NotoSansJP" in font["/BaseFont"]
            assert "/FontFile2" in font["/FontDescriptor"].get_object()
            assert "/ToUnicode" in font


def test_properties_and_digest_of_the_data_file():
    reader = read([item()])
    assert reader.metadata.title == "認定一覧 令和8年11月24日（2026年11月24日）"
    assert reader.metadata.author == "東京都"
    assert reader.trailer["/Root"]["/Lang"] == "ja-JP"
    assert short_digest(certified_list_csv([item()])) in text_of(reader)


def test_same_list_same_bytes_in_another_process():
    here = certified_list_pdf([item()], DAY, [], MADE_AT)
    code = (
        "import hashlib;"
        "from tests.procurement.catalogue.exports.items import"
        " DAY, MADE_AT, certified_list_pdf, item;"
        "print(hashlib.sha256(certified_list_pdf([item()], DAY, [], MADE_AT)).hexdigest())"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONHASHSEED": "7",
        "TZ": "America/New_York",
        "LC_ALL": "C",
    }
    there = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_another_list_other_bytes():
    assert certified_list_pdf([item(1)], DAY, [], MADE_AT) != certified_list_pdf(
        [item(2)], DAY, [], MADE_AT
    )


def test_no_entries():
    reader = read([])
    assert len(reader.pages) == 1
    assert "期間内の認定はありません" in text_of(reader)
    assert "0件" in text_of(reader)
    assert "なし" in text_of(reader)


def test_english():
    text = text_of(read([item()], [("Field", "Care")], language="en"))
    for expected in (
        "Certified products and services",
        "24 Nov 2026 (Reiwa 8)",
        "Transfer robot Lift-Eye",
        "Mihon Care Robotics",
        "31 Mar 2029",
        "Page 1 of 1",
        "Field: Care",
    ):
        assert expected in text


def test_sample_data_is_named():
    assert "（見本データ）" in text_of(read([item(sample=True)]))
    assert "（見本データを含む）" in text_of(read([item(1), item(2, sample=True)]))
    assert "見本データ" not in text_of(read([item()]))


def test_typed_text_cannot_break_or_fetch():
    hostile = '<img src="file:///etc/passwd"/> & </para> CO₂ 葛\U000e0100 🐟 ' + "長い名前" * 10
    reader = read([item(title_ja=hostile, firm_name="<b>A&B</b>")])
    text = text_of(reader)
    assert "<b>A&B</b>" in text
    assert "/XObject" not in reader.pages[0]["/Resources"]


def test_a_row_higher_than_a_page_goes_on_overleaf():
    reader = read([item(1), item(2, title_ja="とても長い製品の名前です。" * 200), item(3)])
    assert len(reader.pages) > 1
    text = text_of(reader)
    assert text.count("長") == 200
    assert "R8-福祉-003" in text


def test_a_long_day_stays_on_one_line():
    text = text_of(read([item(certified_on=date(2026, 12, 31), term_end=date(2029, 12, 31))]))
    assert "2026年12月31日" in text
    assert "2029年12月31日" in text


def test_a_long_filter_goes_below():
    text = text_of(read([item()], [("分野", "介護・福祉"), ("認定した局", "福祉局、" * 30)]))
    assert "分野：介護・福祉" in text


def test_long_bureau_names_fit():
    name = "スタートアップ戦略推進本部"
    text = text_of(read([item(bureau=Label("startup", name, "Startup Strategy"))]))
    assert name in text.replace("\n", "")
