"""The parts that documents are put together from, as they stand on the page."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from foundation.documents.build import LETTER_PAGE, LIST_PAGE, DocumentInfo
from foundation.documents.document import Document
from foundation.documents.ruled import Column, facts_table, ruled_table
from foundation.documents.text import below, joined, markup, strong

INFO = DocumentInfo(
    title="理由書", author="東京都", made_at=datetime(2026, 11, 24, 5, 5, tzinfo=UTC)
)
COLUMNS = (Column("番号", 60), Column("名前"), Column("価格", 80, number=True))


def pages_of(document: Document) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(document.pdf())).pages]


def test_parts_follow_one_another_and_sections_are_numbered():
    document = Document(INFO)
    document.title("随意契約の理由書")
    document.stamp("取り消されています。", "令和8年11月24日 見本 花子", "理由：見落とし")
    document.facts([("局", "見本局"), ("相手方", "見本<株式会社>")])
    document.section("理由")
    document.part("1位　見本")
    document.text("性能が要る。")
    document.section("照合値")
    document.digest("ab" * 32)
    [page] = pages_of(document)
    places = [
        page.replace("\u3000", " ").index(text)
        for text in (
            "随意契約の理由書",
            "取り消されています。",
            "理由：見落とし",
            "見本局",
            "見本<株式会社>",
            "1 理由",
            "性能が要る。",
            "2 照合値",
            "abab abab",
        )
    ]
    assert places == sorted(places)
    assert "1／1ページ" in page


def test_the_head_of_a_table_stands_on_every_page_and_no_row_is_lost():
    document = Document(INFO)
    document.table(COLUMNS, [[f"R8-{n:03}", f"製品{n}", f"{n:,}"] for n in range(1, 101)])
    pages = pages_of(document)
    assert len(pages) > 2
    assert all("番号" in page and "価格" in page for page in pages)
    assert re.findall(r"R8-\d{3}", "".join(pages)) == [f"R8-{n:03}" for n in range(1, 101)]


def test_a_table_without_rows_says_so():
    document = Document(INFO)
    document.table(COLUMNS, [], empty="期間内の認定はありません。")
    assert "期間内の認定はありません。" in pages_of(document)[0]


@pytest.mark.parametrize("page", [LETTER_PAGE, LIST_PAGE])
def test_a_cell_higher_than_a_page_goes_on_overleaf(page):
    long = "".join(f"第{n}条のとおりに見る。" for n in range(700))
    document = Document(INFO, page)
    document.table(COLUMNS, [["1", long, "2"], ["3", "短い", "4"]])
    document.facts([("理由", long), ("局", "見本局")])
    document.stamp("無効", long)
    drawn = "".join(pages_of(document)).replace("\n", "")
    assert drawn.count("第699条") == 3 and drawn.count("第350条") == 3


def test_a_heading_stays_with_what_follows():
    for lines in range(30, 45):
        document = Document(INFO)
        document.text("\n".join("本文" for _ in range(lines)))
        document.section("節")
        document.part("候補")
        document.facts([("局", "見本局"), ("人", "見本 花子")])
        page = next(page for page in pages_of(document) if "節" in page)
        assert "候補" in page and "見本局" in page


def test_what_stands_at_the_end_makes_no_empty_page():
    for rows in range(28, 40):
        document = Document(INFO)
        document.table(COLUMNS, [[str(n), "製品", "1"] for n in range(rows)])
        assert all("番号" in page for page in pages_of(document))


def test_columns_take_the_room_that_is_left():
    table = ruled_table(COLUMNS, [["1", "製品", "2"]], 400)
    assert table._argW == [60, 260, 80]
    assert facts_table([("局", "見本局")], 400, 90)._argW == [90, 310]


def test_text_of_people_is_escaped_once_and_markup_let_through():
    assert markup("<b>&") == "&lt;b&gt;&amp;"
    assert markup(markup("<b>&")) == "&lt;b&gt;&amp;"
    assert joined(strong("A&B"), "<", by="\n") == "<b>A&amp;B</b><br/>&lt;"
    assert below("C&D").endswith(">C&amp;D</font>")
