"""Readings in katakana."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.startups.company.kana import is_kana, normalise_kana


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("みほんけあ", "ミホンケア"),
        ("ﾄﾘﾌﾟﾙ･ﾀﾞﾌﾞﾘｭｰ･ｼﾞｬﾊﾟﾝ", "トリプル・ダブリュー・ジャパン"),
        ("ﾐﾎﾝ ﾎｹﾝ", "ミホン　ホケン"),
        (" ミホン   ホケン　", "ミホン　ホケン"),
        ("か\u3099っこう", "ガッコウ"),
        ("サ-ビス", "サービス"),
        ("サ−ビス―", "サービスー"),
        ("ヴァイオリン", "ヴァイオリン"),
        ("ゔぁいおりん", "ヴァイオリン"),
        ("サービス", "サービス"),
        ("", ""),
    ],
)
def test_spelling(text, expected):
    assert normalise_kana(text) == expected


@pytest.mark.parametrize(
    "text", ["ミホンケア", "トリプル・ダブリュー・ジャパン", "ミホン　ホケン", "ヴ", "ヰヱ"]
)
def test_kana(text):
    assert is_kana(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "　",
        "ー",
        "・",
        "見本",
        "ミホン(カ)",
        "ABC",
        "ミホン1",
        "みほん",
        "ﾐﾎﾝ",
        "ミホン ホケン",
    ],
)
def test_not_kana_or_not_normalised(text):
    assert not is_kana(text)


@given(st.text(max_size=40))
def test_normalising_settles(text):
    once = normalise_kana(text)
    assert normalise_kana(once) == once


@given(st.text(alphabet=[chr(c) for c in range(0x3041, 0x3097)], min_size=1, max_size=20))
def test_all_hiragana_become_kana(text):
    assert is_kana(normalise_kana(text))


@given(st.text(alphabet=[chr(c) for c in range(0xFF71, 0xFF9E)], min_size=1, max_size=20))
def test_all_half_width_kana_become_kana(text):
    assert is_kana(normalise_kana(text))
