"""Words as the index keeps them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.text.normalise import normalise
from matching.text.tokens import cuts, tokens, word_set


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("サーバ", "サーバー"),
        ("ウエアラブル", "ウェアラブル"),
        ("ＡＩ", "ai"),
        ("ｱﾌﾟﾘ", "アプリ"),
        ("打合せ", "打ち合わせ"),
        ("引越し", "引っ越し"),
    ],
)
def test_spellings_of_one_word_meet(one, other):
    assert word_set([one]) == word_set([other]) != frozenset()


def test_a_compound_is_found_whole_and_by_its_parts():
    assert {"障害者", "障害"} <= word_set(["障害者の移動"])


def test_particles_light_verbs_and_request_phrases_are_left_out():
    assert word_set(["この課題を解決するための取組をしたい。"]) == frozenset()


def test_kanji_only_words_are_words():
    assert word_set(["人工知能"]) and word_set(["腰"]) == {"腰"}


@pytest.mark.parametrize("text", ["", "。、！", "'\"\\ -word", "\u3000"])
def test_texts_without_words_have_none(text):
    assert word_set([text]) <= {"word"}


def test_a_very_long_text_is_read_to_its_end():
    assert {"介護", "橋梁"} <= word_set(["介護の記録。" * 5000 + "橋梁の点検"])


@pytest.mark.parametrize("filling", ["介護の記録。", "介護の記録", "記録\n", "a b "])
def test_words_of_a_very_long_text_stand_where_they_say(filling):
    text = filling * (30_000 // len(filling)) + "橋梁の点検"
    shown = normalise(text)
    found = tokens(text)
    assert all(shown[token.start : token.end] == token.surface for token in found)
    assert [token.start for token in found if token.form == "橋梁"] == [len(shown) - 5]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_tokens_stand_where_they_say(text):
    shown = normalise(text)
    for token in tokens(text):
        assert shown[token.start : token.end] == token.surface


def test_a_lone_long_vowel_does_no_harm():
    assert word_set(["ッー"]) == word_set(["ッー"])


@pytest.mark.parametrize(
    ("text", "word", "wrong"),
    [
        ("𠮷野川の水防", "𠮷野川", "野川"),
        ("東京𠮷野家で", "𠮷野家", "野家"),
        ("𠮷田さん", "𠮷田", "田"),
        ("𩸽を焼く", "𩸽", "を"),
    ],
)
def test_kanji_beyond_the_basic_plane_stay_in_their_word(text: str, word: str, wrong: str):
    found = {token.form: token for token in tokens(text)}
    assert word in found and wrong not in found
    assert text[found[word].start : found[word].end] == word
    assert found[word].noun
    assert word in {cut.form for cut in cuts(text)}
