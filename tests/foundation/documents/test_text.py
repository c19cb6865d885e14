"""Text that people typed, on its way into a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.documents.fonts import BOLD, MissingFonts, drawable, text_width
from foundation.documents.formula import begins_formula, disarmed
from foundation.documents.paragraph import JapaneseParagraph, text_style
from foundation.documents.text import GETA, markup, plain, tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<img src="file:///etc/passwd"/>', '&lt;img src="file:///etc/passwd"/&gt;'),
        ("A&B <b>", "A&amp;B &lt;b&gt;"),
        ("CO₂", "CO<sub>2</sub>"),
        ("10⁶", "10<sup>6</sup>"),
        ("葛\U000e0100城市", "葛城市"),
        ("か\u3099", "が"),
        ("一\r\n二\r三", "一<br/>二<br/>三"),
        ("一\u2028二\u2029三", "一<br/>二<br/>三"),
        ("左\u202e右\u200b", "左右"),
        ("介\u3164護\u2800保\u115f険\u180e\ufff9", "介護保険"),
        ("👩\u200d👧\U000e0067\U000e007f", GETA * 2),
        ("東京　太郎", "東京&#12288;太郎"),
        ("髙﨑𠮷①㈱神", "髙﨑𠮷①㈱神"),
        ("魚🐟", "魚" + GETA),
    ],
)
def test_markup(text, expected):
    assert markup(text) == expected


@pytest.mark.parametrize(
    "name", ["葛\U000e0100城", "👩\u200d🔬", "🏴\U000e0067\U000e0062\U000e007f", "辻\ufe00"]
)
def test_files_keep_what_a_name_is_written_with(name):
    assert tidy(f"{name}\u3164", variants=True) == name
    assert len(tidy(name)) < len(name)


def test_line_ends_may_become_spaces():
    assert markup("一\n二", lines=False) == "一 二"
    assert plain("一\n二 CO₂") == "一 二 CO2"


@given(st.text(max_size=80))
def test_everything_typed_becomes_one_paragraph_of_drawable_characters(text):
    paragraph = JapaneseParagraph(markup(text), text_style("test"))
    paragraph.wrap(120, 1000)
    drawn = "".join(fragment.text for fragment in paragraph.frags)
    assert all(ord(character) in drawable() or character.isspace() for character in drawn)
    assert not any(hasattr(fragment, "cbDefn") for fragment in paragraph.frags)
    assert set(plain(text)) <= {chr(point) for point in drawable()} | set(" ")


@given(st.text(max_size=80))
def test_tidy_settles(text):
    assert tidy(tidy(text)) == tidy(text)


def test_bold_is_wider():
    assert text_width("認定Abc", 9, BOLD) > text_width("認定Abc", 9)


def test_missing_fonts_say_what_to_do(monkeypatch, tmp_path):
    from foundation.documents import fonts

    monkeypatch.setattr(fonts, "FONT_FOLDER", tmp_path)
    with pytest.raises(MissingFonts, match="make build"):
        fonts.register_fonts.__wrapped__()


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+81", "-2", "@SUM", "＝1", "＋1", "－1", "＠a", "−5℃", "\t=1", "\r=1", " =1", "\nx"],
)
def test_formulas_are_known(text):
    assert begins_formula(text)
    assert disarmed(text) == "'" + text


@pytest.mark.parametrize("text", ["", "見守り", "A=B", "3-2", "ー", "'=1"])
def test_other_text_is_left_alone(text):
    assert not begins_formula(text)
    assert disarmed(text) == text
