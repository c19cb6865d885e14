"""Typed words are marked where they stand, and the snippet shows where most of them do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.search.typed.highlight import SNIPPET, marked, pattern_of, snippet
from matching.search.typed.query import parse


def _shown(text: str, typed: str) -> str:
    segments = marked(text, pattern_of(parse(typed).words))
    return "".join(f"[{one.text}]" if one.marked else one.text for one in segments)


@pytest.mark.parametrize(
    ("typed", "text", "shown"),
    [
        ("どろーん", "ドローンで見る", "[ドローン]で見る"),
        ("サーバー", "サーバを置く", "[サーバ]を置く"),
        ("ウエアラブル", "ウェアラブル端末", "[ウェアラブル]端末"),
        ("ＡＩ ", "AIとair", "[AI]とair"),
        ("ＡＩ", "AIとair", "[AI]と[ai]r"),
        ("ai ", "AIとAIR", "[AI]とAIR"),
        ("減らす", "負担を減らし、", "負担を[減ら]し、"),
        ("見守る", "見守りの機器", "[見守]りの機器"),
        ("防", "防災と予防", "[防]災と予[防]"),
        ("", "そのまま", "そのまま"),
        ("移乗", "", ""),
    ],
)
def test_words_are_marked_as_the_text_writes_them(typed, text, shown):
    assert _shown(text, typed) == shown


def test_the_snippet_has_most_words():
    text = "初めの文です。" * 40 + "腰痛のある職員の移乗を助ける。" + "終わりの文です。" * 40
    found = snippet(text, pattern_of(parse("腰痛 移乗").words))
    assert [one.text for one in found if one.marked] == ["腰痛", "移乗"]
    assert found[0].text == "…" and found[-1].text == "…"
    assert sum(len(one.text) for one in found) <= SNIPPET + 2


@given(st.text(max_size=400), st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost(text, typed):
    pattern = pattern_of(parse(typed).words)
    assert "".join(one.text for one in marked(text, pattern)) == text
    cut = "".join(one.text for one in snippet(text, pattern)).strip("…")
    assert cut.strip("\n…") in text or text == ""
