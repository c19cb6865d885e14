"""Kinsoku: where lines may end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.documents.linebreak import NEVER_FIRST, NEVER_LAST, line_ends


def lines(text, room, widths=None):
    """Lines of a text whose full-width characters are 2 wide and the others 1."""
    widths = widths or [2 if ord(c) >= 0x2E80 else 1 for c in text]
    result, start = [], 0
    for end in line_ends(text, widths, room if isinstance(room, list) else [room]):
        result.append(text[start:end])
        start = end
    return result


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("見守りシステム「みちみる」", 16, ["見守りシステム", "「みちみる」"]),
        ("売上1,980,000円", 10, ["売上", "1,980,000", "円"]),
        ("売上1,980,000円", 11, ["売上", "1,980,000円"]),
        ("期限は令和11年3月31日", 16, ["期限は", "令和11年3月31日"]),
        ("期限は2026年12月31日まで", 15, ["期限は", "2026年12月31日", "まで"]),
        ("資料はEnglishです", 8, ["資料は", "English", "です"]),
        ("あいうえ。", 8, ["あいう", "え。"]),
        ("新カード", 4, ["新", "カー", "ド"]),
        ("R8-福祉-001", 7, ["R8-福", "祉-001"]),
        ("a b c", 3, ["a b ", "c"]),
        ("施行令第167条の2", 8, ["施行令", "第167条", "の2"]),
        ("", 10, []),
    ],
)
def test_examples(text, room, expected):
    assert lines(text, room) == expected


def test_a_word_wider_than_the_line_is_cut():
    assert lines("https://example.jp/abc", 10) == ["https://ex", "ample.jp/a", "bc"]


def test_a_space_at_the_end_takes_no_room():
    assert lines("abc defg", 4) == ["abc ", "defg"]
    assert lines("あい　うえ", 4) == ["あい　", "うえ"]


def test_lines_may_differ_in_width():
    assert lines("あいうえおか", [2, 6]) == ["あ", "いうえ", "おか"]


def test_a_line_too_narrow_still_takes_one_character():
    assert lines("あい", 1) == ["あ", "い"]


TEXT = st.text(
    alphabet=st.sampled_from(
        sorted(NEVER_FIRST | NEVER_LAST) + list("漢字かなカナabcXYZ0123456789年月日円 　")
    ),
    max_size=60,
)


@given(text=TEXT, room=st.integers(2, 40))
def test_nothing_is_lost_and_lines_fit(text, room):
    parts = lines(text, room)
    assert "".join(parts) == text
    for part in parts:
        kept = part.rstrip()
        assert len(kept) <= 1 or sum(2 if ord(c) >= 0x2E80 else 1 for c in kept) <= room


@given(
    text=st.text(alphabet="漢字かな、。「」（）ー", max_size=60).filter(
        lambda t: not any(run in t for run in ("、、", "。。", "「「"))
    )
)
def test_forbidden_signs_keep_from_line_ends_where_a_good_place_exists(text):
    parts = lines(text, 30)
    for before, after in pairwise(parts):
        bad = after[0] in NEVER_FIRST or before[-1] in NEVER_LAST
        # only a line full of forbidden signs is cut in a bad place
        assert not bad or all(
            before[i] in NEVER_FIRST or before[i - 1] in NEVER_LAST for i in range(1, len(before))
        )
