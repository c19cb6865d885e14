"""Documents as they are sent."""

import json
from datetime import date

import msgspec
import numpy as np
import pytest

from matching.search.engines.meilisearch import Embedding
from matching.search.engines.meilisearch.documents import as_sent
from matching.search.engines.meilisearch.settings import our_settings
from matching.search.engines.port import Period, Term
from tests.matching.search.engines.meilisearch.conftest import MODEL, document, document_key


def test_texts_are_in_their_normal_form() -> None:
    sent = as_sent(document(1, title="ＡＩ ｱｲｳ", body="Ａ～Ｂ\u200b", more="①"), MODEL)
    assert (sent["title"], sent["body"], sent["more"]) == ("ai アイウ", "a~b", "1")


def test_words_with_digits_are_said_again_for_they_are_cut_by_what_stands_before_them() -> None:
    words = frozenset({"次世代", "5g", "通信", "iot"})
    sent = as_sent(document(1, body="次世代5G通信とIoT", words=words, title_words=words), MODEL)
    assert sent["body"] == "次世代5g通信とiot"
    assert sent["spellings"] == ["5g"]


def test_one_piece_is_a_vector_and_several_are_a_list_of_them() -> None:
    axis = np.eye(4, dtype=np.float32)
    one = as_sent(document(1, vectors=axis[:1]), MODEL)["_vectors"]
    assert one == {MODEL.embedder: [1.0, 0.0, 0.0, 0.0]}
    two = as_sent(document(1, vectors=axis[:2]), MODEL)["_vectors"]
    assert two == {MODEL.embedder: [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]]}


@pytest.mark.parametrize(
    "changes",
    [
        {"vectors": None, "model": None},
        {"vectors": np.zeros((0, 4), dtype=np.float32)},
        {"model": "the model before"},
    ],
)
def test_vectors_that_are_not_there_are_null_and_not_left_out(changes) -> None:
    sent = as_sent(document(1, **changes), MODEL)
    assert sent["_vectors"] == {MODEL.embedder: None}
    assert sent["embedded"] is False


def test_an_index_without_a_model_is_sent_no_vectors() -> None:
    sent = as_sent(document(1), None)
    assert "_vectors" not in sent
    assert sent["embedded"] is False


def test_terms_are_days_as_numbers_and_no_term_holds_no_day() -> None:
    periods = {Period.OPEN: Term(date(2026, 4, 1), None)}
    sent = as_sent(document(1, periods=periods, sorted_on=date(2026, 11, 4)), MODEL)
    assert (sent["open_from"], sent["open_until"]) == (20260401, 99991231)
    assert sent["certified_from"] > sent["certified_until"]
    assert sent["sorted_on"] == 20261104
    open_end = as_sent(document(1, periods={Period.OPEN: Term(None, date(2026, 4, 1))}), MODEL)
    assert (open_end["open_from"], open_end["open_until"]) == (0, 20260401)


def test_numbers_that_no_float_holds_are_strings() -> None:
    sent = as_sent(document(1, more="7011101055559", facets={"readiness": ("9",)}), MODEL)
    assert sent["more"] == "7011101055559"
    assert sent["readiness"] == ["9"]
    assert sent["key"] == document_key(1).word


def test_spellings_are_those_that_the_texts_do_not_hold() -> None:
    sent = as_sent(
        document(
            1,
            title="打合せとサーバー",
            body="障害者の移動。AI-OCRで見守りを",
            title_words=frozenset({"打ち合わせ", "打合せ", "サーバー", "サーバ"}),
            words=frozenset(
                {"打ち合わせ", "サーバー", "サーバ", "障害", "移動", "ai", "ocr", "oc", "見守り"}
            ),
        ),
        MODEL,
    )
    # Kanji with kana may be cut longer in a text than alone, so that they are said again.
    assert sent["title_spellings"] == ["サーバ", "打ち合わせ", "打合せ"]
    assert sent["spellings"] == ["oc", "サーバ", "打ち合わせ", "見守り"]


def test_every_text_field_is_searched_and_every_filter_has_its_field() -> None:
    facets = {name: ("x",) for name in our_settings(None)["filterableAttributes"][0]["attributePatterns"] if name not in ("key", "kind", "embedded")}  # fmt: skip
    sent = as_sent(document(1, facets=facets), MODEL)
    settings = our_settings(MODEL)
    assert set(settings["searchableAttributes"]) <= set(sent)
    for rule in settings["filterableAttributes"]:
        assert set(rule["attributePatterns"]) <= set(sent)


def test_a_long_text_is_sent_whole_and_as_json() -> None:
    sent = as_sent(document(1, body="長い本文。" * 4_000), MODEL)
    assert len(sent["body"]) == 20_000
    assert json.loads(msgspec.json.encode(sent)) == sent


def test_vectors_are_written_shortly() -> None:
    vector = np.full((1, 384), 1 / 3, dtype=np.float32)
    sent = as_sent(document(1, vectors=vector, model="e5"), Embedding("e5", 384))
    assert len(msgspec.json.encode(sent["_vectors"])) < 384 * 9
