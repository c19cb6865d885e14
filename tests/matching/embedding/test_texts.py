"""What is embedded of a text is bounded and loses no title."""

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.embedding.texts import (
    PIECE_CHARACTERS,
    PIECES,
    QUERY_CHARACTERS,
    passage_texts,
    query_text,
    text_hash,
)

SENTENCE = "現場の負担を減らす装着型の機器で、電源がなくても使える。"


def test_a_short_solution_is_one_piece_with_its_title():
    assert passage_texts("スーツ", SENTENCE) == [f"スーツ\n{SENTENCE}"]


def test_a_title_may_be_missing_and_so_may_a_body():
    assert passage_texts("", SENTENCE) == [SENTENCE]
    assert passage_texts("スーツ", "") == ["スーツ"]


def test_a_long_solution_is_cut_between_sentences():
    pieces = passage_texts("スーツ", SENTENCE * 20)
    assert len(pieces) == PIECES
    assert all(piece.startswith("スーツ\n") and piece.endswith("。") for piece in pieces)


def test_query_and_passage_of_one_text_are_different_keys():
    assert text_hash("query", SENTENCE) != text_hash("passage", SENTENCE)


@settings(deadline=None)
@given(st.text(max_size=100), st.text(max_size=2000))
def test_everything_is_bounded(title, body):
    assert len(query_text(title, body)) <= QUERY_CHARACTERS
    pieces = passage_texts(title, body)
    assert 1 <= len(pieces) <= PIECES
    assert all(len(piece) <= PIECE_CHARACTERS + 121 for piece in pieces)
