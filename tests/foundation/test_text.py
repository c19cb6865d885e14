"""What is stored of a text that somebody wrote."""

import time

import pytest

from foundation.text import (
    clean,
    length_problem,
    one_line,
    stored,
    whole_number,
    without_invisible,
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  一行目\r\n二行目\r三行目 \n", "一行目\n二行目\n三行目"),
        ("表\tの\x00列\x07", "表\tの列"),
        ("会社\u202egnp.exe\u2066名", "会社gnp.exe名"),
        ("神ア㌔", "神ア㌔"),
        ("\x00 \r\n", ""),
        ("一\u2028二\u2029三\x85四\x0b五", "一\n二\n三\n四\n五"),
        ("\u200b\ufeff 見本 \u2060\u3164", "見本"),
        ("介\u3164護\u2800保\u115f険", "介護保険"),
        ("\u200f左から\u200e右へ\u061c", "左から右へ"),
    ],
)
def test_texts_keep_what_can_be_read(written: str, kept: str):
    assert clean(written) == kept
    assert stored(written, several_lines=True) == (kept or None)


def test_a_text_at_its_limit_is_fine_and_one_beyond_is_counted():
    assert length_problem("あ" * 1000, 1000) is None
    assert "1,001" in str(length_problem("あ" * 1001, 1000))
    assert length_problem(None, 1) is None


UNSEEN = "\u00ad\u034f\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u2060\u2064\u2800\u3164\ufe0f\ufeff\uffa0\U000e0041\U000e0100\u3000\xa0"


@pytest.mark.parametrize("sign", UNSEEN)
def test_what_shows_nothing_is_nothing(sign: str):
    for text in (sign, sign * 3, f" {sign}\n{sign} "):
        assert clean(text) == ""
        assert one_line(text) == ""
        assert stored(text, several_lines=True) is None


@pytest.mark.parametrize(
    "name",
    [
        "葛\U000e0100城 花子",
        "神\ufa19社",
        "辻\ufe00本",
        "齋藤 \ufa11",
        "👩\u200d🔬研究所",
        "支店🏴\U000e0067\U000e0062\U000e007f",
    ],
)
def test_names_stay_as_their_holders_write_them(name: str):
    assert one_line(f" {name}\u200b ") == name


@pytest.mark.parametrize(
    "mark", ["\n", "\r\n", "\r", "\t", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", " \n\n\t "]
)
def test_one_line_is_one_line(mark: str):
    assert one_line(f"題{mark}名{mark}") == "題 名"
    assert one_line("題　名") == "題　名"


@pytest.mark.parametrize("filler", [" ", "\u200b", "\n", "\t ", "\u3000", " \u2028"])
def test_long_blanks_cost_no_more_than_their_length(filler: str):
    start = time.perf_counter()
    text = f"{filler * 200_000}始{filler * 200_000}終{filler * 200_000}"
    assert clean(text).startswith("始")
    assert clean(text).endswith("終")
    assert one_line(text).endswith("終")
    assert time.perf_counter() - start < 2


def test_signs_are_read_without_what_nobody_sees():
    assert without_invisible("8\u200b00\ufe0f12\u2060\x00") == "80012"


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("007", 7), ("9" * 9, 999_999_999), ("9" * 10, None), ("²", None), ("٣", None),
     ("-1", None), ("1.5", None), (" 1", None), ("", None)],
)  # fmt: skip
def test_whole_numbers_are_of_plain_digits(text: str, number: int | None):
    assert whole_number(text) == number
