"""The frame of every document."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.platypus import PageBreak

from foundation.documents.build import LETTER_PAGE, DocumentInfo, build, short_digest
from foundation.documents.paragraph import JapaneseParagraph, text_style
from foundation.documents.text import markup

MADE_AT = datetime(2026, 11, 24, 5, 5, tzinfo=UTC)


def make(text="本文", pages=2, **info):
    style = text_style("body", 10.5, 17.85)
    story = []
    for _ in range(pages):
        story += [JapaneseParagraph(markup(text), style), PageBreak()]
    given = {"title": "理由書", "author": "東京都", "made_at": MADE_AT, **info}
    return build(story, DocumentInfo(**given), LETTER_PAGE)


def fonts_of(reader):
    found = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            descriptor = font.get("/FontDescriptor")
            found[font["/BaseFont"]] = (
                descriptor is not None and "/FontFile2" in descriptor.get_object()
            )
    return found


def test_pages_are_numbered_and_carry_the_foot():
    reader = PdfReader(
        BytesIO(make(foot_left="福祉局 第2版", foot_middle="SHA-256 abcd", running_head="続き"))
    )
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) == 2
    for number, text in enumerate(texts, start=1):
        assert f"{number}／2ページ" in text
        assert "福祉局 第2版" in text
        assert "SHA-256 abcd" in text
    assert "続き" not in texts[0]
    assert "続き" in texts[1]


def test_properties():
    reader = PdfReader(BytesIO(make()))
    assert reader.metadata.title == "理由書"
    assert reader.metadata.author == "東京都"
    assert reader.metadata.creation_date == MADE_AT
    assert reader.trailer["/Root"]["/Lang"] == "ja-JP"


def test_english_document():
    reader = PdfReader(BytesIO(make(language="en")))
    assert "Page 1 of 2" in reader.pages[0].extract_text()
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_every_font_is_embedded():
    fonts = fonts_of(PdfReader(BytesIO(make("太い<b>"))))
    assert fonts
    assert all(fonts.values()), fonts
    assert all("NotoSansJP" in name for name in fonts)


def test_same_story_same_bytes():
    assert make() == make()
    assert make() != make("他の本文")


def test_text_with_tags_is_shown_as_text():
    reader = PdfReader(BytesIO(make('<img src="/etc/passwd"/> CO₂', pages=1)))
    text = reader.pages[0].extract_text()
    assert '<img src="/etc/passwd"/>' in text
    assert "/XObject" not in reader.pages[0]["/Resources"]


def test_an_instant_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        make(made_at=datetime(2026, 11, 24))


def test_line_ends_and_empty_lines_keep_their_height():
    style = text_style("body", 10, 14)
    paragraph = JapaneseParagraph(markup("一\n\n三"), style)
    assert paragraph.wrap(200, 1000)[1] == 3 * 14


def test_a_long_paragraph_goes_on_overleaf_without_loss():
    text = "".join(
        f"第{n}条は、認定した「新商品」1,980,000円を令和8年11月24日までに見る。" for n in range(150)
    )
    reader = PdfReader(BytesIO(make(text, pages=1)))
    assert len(reader.pages) > 1
    drawn = "".join(page.extract_text().replace("\n", "") for page in reader.pages)
    for number in range(150):
        assert f"第{number}条" in drawn


def test_short_digest():
    assert short_digest(b"") == "e3b0 c442 98fc 1c14"
