"""The words that people are shown, and where they meet."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.text.normalise import normalise
from matching.text.terms import (
    key_terms,
    marked_forms,
    meetings,
    nouns,
    segments,
    synonyms,
    typed_term,
    written_forms,
)
from matching.text.tokens import tokens, word_set

CHALLENGE = "障害者支援施設の介助現場で、体位交換などの介助が職員の腰に大きな負担となっている。"


def _terms(text: str = CHALLENGE):
    return key_terms(nouns(tokens(text)), dict.fromkeys(word_set([text]), 1.0), word_set([text]))


def _read(text: str):
    """Words and written forms, as `meetings` takes them."""
    return word_set([text]), written_forms(tokens(text))


def test_terms_keep_the_order_of_the_text_and_are_few():
    surfaces = [term.surface for term in _terms()]
    assert surfaces == sorted(surfaces, key=CHALLENGE.index)
    assert (
        len(_terms(CHALLENGE * 3 + "道路の舗装と橋と下水道管と街路樹と公園の遊具を点検する。"))
        == 12
    )


def test_counters_and_numbers_are_no_terms():
    surfaces = [term.surface for term in _terms("体位交換は職員2名で行い、1日に延べ180回。")]
    assert surfaces == ["体位", "交換", "職員"]


def test_heavy_words_are_chosen_before_light_ones_and_words_in_use_before_all():
    weights = dict.fromkeys(word_set([CHALLENGE]), 1.0) | {"腰": 9.0, "現場": 12.0}
    in_use = word_set([CHALLENGE]) - {"現場"}
    assert [
        term.surface for term in key_terms(nouns(tokens(CHALLENGE)), weights, in_use, limit=1)
    ] == ["腰"]


def test_a_term_is_met_by_another_word_of_the_same_sense():
    met, missing = meetings(_terms(), *_read("腰への負荷を軽くする装着型の機器"))
    as_written = {one.term.surface: one.as_written for one in met}
    assert as_written == {"腰": "", "負担": "負荷"}
    assert "職員" in [term.surface for term in missing]


def test_both_texts_are_marked_at_what_met():
    met, _ = meetings(_terms(), *_read("介助者の腰を守る"))
    forms = marked_forms(met)
    marked = [part.text for part in segments("介助者の腰を守る", forms) if part.marked]
    assert marked == ["介助", "腰"]
    assert "腰" in [part.text for part in segments(CHALLENGE, forms) if part.marked]


def test_synonyms_go_both_ways_and_no_word_is_its_own():
    table = synonyms()
    assert "介助" in table["介護"] and "介護" in table["介助"]
    assert all(form not in others for form, others in table.items())
    assert all(form in table[other] for form, others in table.items() for other in others)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_segments_put_together_are_the_text(text):
    parts = segments(text, word_set([text]))
    assert "".join(part.text for part in parts) == normalise(text)
    assert all(one.marked != other.marked for one, other in pairwise(parts))


def test_a_typed_word_is_a_term_by_itself_or_by_its_parts():
    one = typed_term("腰")
    assert one is not None and one.form == "腰"
    several = typed_term("見守り センサー")
    assert several is not None
    assert several.surface == "見守り センサー" and len(several.words) == 2
    met, _ = meetings([several], *_read("センサーで利用者を見守りする。"))
    assert met == [] or met[0].forms == several.parts
    assert typed_term("。、 の") is None and typed_term("") is None


def test_without_written_forms_the_normalised_word_is_told():
    met, _ = meetings(_terms(), word_set(["腰への負荷を軽くする"]))
    assert {one.term.surface: one.as_written for one in met}["負担"] == "負荷"
