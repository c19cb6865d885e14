"""Kana words that people write in several ways meet in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.text.folding import fold_text, folded
from matching.text.normalise import normalise

KANA = st.text(
    alphabet=[chr(code) for code in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), 0x30FC)]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ウエアラブル", "ウェアラブル"),
        ("サーバ", "サーバー"),
        ("コンピュータ", "コンピューター"),
        ("どろーん", "ドローン"),
        ("ヴァーチャル", "バーチャル"),
        ("ソフトウェア", "ソフトウエア"),
        ("ｾﾝｻ", "センサー"),
        ("ヴェール", "ベール"),
    ],
)
def test_spellings_of_one_word_meet(one, other):
    assert folded(normalise(one)) == folded(normalise(other))


@pytest.mark.parametrize(("one", "other"), [("キー", "キ"), ("バス", "パス"), ("ビル", "ビール")])
def test_other_words_stay_apart(one, other):
    assert folded(one) != folded(other)


@pytest.mark.parametrize("word", ["", "東京", "ai", "AI", "取り組み", "サーバ室", "ー", "ッー"])
def test_a_word_that_is_not_of_kana_alone_stays_and_signs_do_no_harm(word):
    assert folded(word) == word or word == "ッー"


@given(KANA)
def test_folding_twice_is_folding_once(word):
    assert folded(folded(word)) == folded(word)


@given(KANA)
def test_hiragana_and_katakana_of_a_word_meet(word):
    katakana = "".join(
        chr(ord(sign) + 0x60) if 0x3041 <= ord(sign) <= 0x3096 else sign for sign in word
    )
    assert folded(word) == folded(katakana)


@given(st.text())
def test_positions_stay_in_a_folded_text(text):
    assert len(fold_text(text)) == len(text)


@given(st.text())
def test_folding_a_text_twice_is_folding_once(text):
    assert fold_text(fold_text(text)) == fold_text(text)


def test_a_text_is_folded_run_by_run():
    assert fold_text("ウェアラブルのＡＩ") == "ウエアラブルノａｉ"
    assert fold_text("サーバー室のLAN") == "サーバー室ノlan"
