"""The list of words of one sense: normalised, both ways, no word in two senses."""

from collections import Counter

from matching.text.normalise import normalise
from matching.text.terms import synonyms
from search_index.definitions import synonym_groups


def test_words_are_normalised_and_stand_in_one_group_only():
    words = [word for group in synonym_groups() for word in group]
    assert all(normalise(word).lower() == word for word in words)
    assert [word for word, count in Counter(words).items() if count > 1] == []


def test_no_word_stands_in_two_senses_by_its_normalised_form():
    table = synonyms()
    for form, others in table.items():
        for other in others:
            assert table[other] - {form} == others - {other}, (form, other)


def test_there_are_many_groups_each_with_english_and_japanese():
    groups = synonym_groups()
    assert len(groups) >= 200
    assert all(len(group) >= 2 for group in groups)
    assert all(any(word.isascii() for word in group) for group in groups)
    assert all(any(not word.isascii() for word in group) for group in groups)


def test_kanji_katakana_and_english_find_each_other():
    table = synonyms()
    assert {"老人", "シニア"} <= table["高齢者"]
    assert "人工知能" in table["ai"] and "ai" in table["人工知能"]
    assert "車椅子" in table["wheelchair"]
