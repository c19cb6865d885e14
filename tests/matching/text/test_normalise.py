"""One spelling, whatever was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.text.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ＡＩ技術", "AI技術"),
        ("ｱｲｳ", "アイウ"),
        ("ｶﾞｽ", "ガス"),
        ("９時〜１７時", "9時~17時"),
        ("９時～１７時", "9時~17時"),
        ("一行目\r\n\r\n二行目", "一行目\n二行目"),
        ("　前後　の　空き　", "前後 の 空き"),
        ("見え\u200bない\ufeff字", "見えない字"),
        ("介\u3164護\u2800保\u115f険", "介護保険"),
        ("葛\U000e0100城", "葛城"),
        ("ッー", "ッー"),
        ("", ""),
    ],
)
def test_known_spellings(typed, expected):
    assert normalise(typed) == expected


@given(st.text(max_size=200))
def test_twice_is_once(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="ABCxyz0189", max_size=30))
def test_full_width_equals_half_width(text):
    wide = "".join(chr(ord(character) + 0xFEE0) for character in text)
    assert normalise(wide) == normalise(text)
