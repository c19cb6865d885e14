"""The query syntax takes whatever is typed, and says what it did not understand."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from matching.search.engines.port import Period
from matching.search.typed.filters import filter_names, read_levels, read_year
from matching.search.typed.query import (
    LONGEST_TEXT,
    MOST_CHOSEN,
    MOST_WORDS,
    Fault,
    ParsedQuery,
    from_parameters,
    parse,
)
from matching.text.searched import searched_words

TODAY = date(2026, 11, 24)
PIECES = st.sampled_from(
    [
        " ",
        "\u3000",
        ":",
        "：",
        '"',
        "“",
        "-",
        "－",
        "ー",
        "認定",
        "category",
        "分野",
        "防災",
        ",",
        "ッー",
        "\x00",
        "\u200b",
        "゙",
        "ﾞ",
        "ﾄﾞﾛｰﾝ",
        "どろーん",
        "7",
        "Ａ",
        "İ",
        "ß",
        "//",
        "\\",
        "'",
        "𠮷",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))


@given(TEXTS)
@example("ッー")
@example("\ud800")
@example('か"\u3099')
@example("\x00\x1b[31m")
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_query_and_its_address_leads_back(text):
    parsed = parse(text)
    again = from_parameters(parsed.parameters())
    assert again == ParsedQuery(text=parsed.text, typing=parsed.typing, chosen=parsed.chosen)
    assert again.words == parsed.words and len(parsed.words) <= MOST_WORDS
    assert all(word.written and word.forms for word in parsed.words)
    parsed.filter(TODAY)


@pytest.mark.parametrize("text", ["あ" * 20_000, "防災 " * 5_000, "ﷺ" * 20_000, "\u3099" * 20_000])
def test_very_long_text_is_cut(text):
    parsed = parse(text)
    assert len(parsed.text) <= LONGEST_TEXT
    assert len(parsed.words) <= MOST_WORDS


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ウエアラブル", "ウェアラブルの機器"),
        ("ウェアラブル", "ウエアラブル端末"),
        ("サーバ", "サーバーを置く"),
        ("サーバー", "サーバを置く"),
        ("ﾄﾞﾛｰﾝ", "ドローンで見る"),
        ("どろーん", "ドローンで見る"),
        ("どろ", "ドローンで見る"),
        ("ドロ", "ドローンで見る"),
        ("ＡＩ", "AIで読む"),
        ("ai", "ＡＩで読む"),
        ("人工知能", "人工知能の力"),
        ("東京", "東京の道"),
        ("サービス", "予約サービス"),
        ("介護ロボ", "介護を助けるロボット"),
        ("防", "防災の道具"),
        ("見守", "見守りの機器"),
        ("体位交", "体位の交換"),
        ("C-2026-031", "番号 C-2026-031"),
        ("2026-031", "番号 C-2026-031"),
        ("r8-福祉-003", "R8-福祉-003 の製品"),
        ("799990001", "法人番号 7999900010001"),
        ("子ども", "こどもの居場所"),
        ("lift", "Transfer robot Lift Ai"),
    ],
)
def test_spellings_meet(typed, written):
    index = searched_words([written])
    for word in parse(typed).words:
        starts = {word.written, *word.forms} if word.prefix else set()
        assert word.forms & index or any(
            one.startswith(start) for start in starts for one in index
        ), (word, index)


def test_a_finished_word_is_no_beginning():
    assert parse("ドロ").words[-1].prefix
    assert not parse("ドロ ").words[-1].prefix
    assert not parse("ドロ").words[0].prefix or len(parse("ドロ").words) == 1
    assert not parse("a").words[-1].prefix


def test_quotes_and_leading_minus_are_dropped():
    assert parse('-"腰痛" ＂介護＂ －防災').text == "腰痛 介護 防災"
    assert parse("「見守り」").text == "見守り"


def test_only_ten_words_are_read():
    parsed = parse("腰痛 転倒 移乗 防災 点検 橋梁 窓口 通訳 排泄 見守り 火災 洪水")
    assert len(parsed.words) == MOST_WORDS
    assert len(parsed.left_out) >= 1


@pytest.mark.parametrize(
    ("typed", "name", "codes"),
    [
        ("認定:あり", "certified", ("yes",)),
        ("certified:yes", "certified", ("yes",)),
        ("認定：なし", "certified", ("no",)),
        ("category:防災", "category", ("disaster",)),
        ("分野:disaster", "category", ("disaster",)),
        ("分野:防", "category", ("disaster",)),
        ('category:"Welfare and care"', "category", ("welfare_care",)),
        ("分野:防災,医療・健康", "category", ("disaster", "medical")),
        ("分野:防災 分野:医療", "category", ("disaster", "medical")),
        ("status:open", "status", ("open",)),
        ("募集:中", "status", ("open",)),
        ("募集:終了", "status", ("closed",)),
        ("種類:課題", "kind", ("challenge",)),
        ("KIND:ｽﾀｰﾄｱｯﾌﾟ", "kind", ("startup",)),
        ("しゅるい:すたーとあっぷ", "kind", ("startup",)),
        ("年度:2026", "fiscal_year", ("2026",)),
        ("年度:令和8", "fiscal_year", ("2026",)),
        ("year:R8", "fiscal_year", ("2026",)),
        ("地域:多摩", "region", ("tama",)),
        ("現場:病院", "site_type", ("hospital",)),
        ("準備度:7以上", "readiness", ("7", "8", "9")),
        ("trl:5-6", "readiness", ("5", "6")),
        ("制約:電源がない", "condition", ("no_power",)),
    ],
)
def test_filters_in_words(typed, name, codes):
    parsed = parse(typed)
    assert not parsed.problems
    assert parsed.chosen == {name: codes} and not parsed.text


def test_filters_and_words_together():
    parsed = parse("移乗 認定:あり ロボット category:福祉 status:open ")
    assert parsed.text == "移乗 ロボット"
    asked = parsed.filter(TODAY)
    assert asked.facets == {"category": ("welfare_care",)}
    assert asked.within == {Period.OPEN: TODAY, Period.CERTIFIED: TODAY}
    assert parse("制約:電源").filter(TODAY).without == {"cannot": ("no_power",)}
    assert parse("認定:なし").filter(TODAY).outside == {Period.CERTIFIED: TODAY}
    assert not parse("認定:なし,あり").filter(TODAY).outside


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("かてご:防災", Fault.NAME),
        ("注意:転倒", Fault.NAME),
        ("分野:そんなもの", Fault.VALUE),
        ("年度:1850", Fault.VALUE),
        ("年度:来年", Fault.VALUE),
        ("準備度:12", Fault.VALUE),
        ("分野: 腰", Fault.EMPTY),
    ],
)
def test_what_is_not_understood_is_told_and_the_rest_runs(typed, fault):
    parsed = parse(f"{typed} 腰痛")
    assert [problem.fault for problem in parsed.problems] == [fault]
    assert "腰痛" in parsed.text.split() and not parsed.chosen
    problem = parsed.problems[0]
    if fault is Fault.NAME:
        assert problem.names
    elif problem.name is not None and problem.name.values:
        assert problem.values


def test_a_name_without_value_at_the_end_is_still_being_typed():
    assert not parse("腰痛 分野:").problems


def test_addresses_and_times_are_words():
    assert not parse("https://example.jp/a 12:30").problems


def test_codes_of_an_address_are_checked():
    parsed = from_parameters([("q", "腰"), ("category", "disaster,medical"), ("kind", "nothing")])
    assert parsed.chosen == {"category": ("disaster", "medical")}
    assert [problem.token for problem in parsed.problems] == ["kind:nothing"]
    repeated = from_parameters([("category", "disaster"), ("category", "medical"), ("other", "x")])
    assert repeated.chosen == {"category": ("disaster", "medical")}


def test_an_address_of_endless_filters_is_not_read_to_its_end():
    parsed = from_parameters([("category", f"nothing{n}") for n in range(5_000)])
    assert len(parsed.problems) == MOST_CHOSEN


def test_every_example_of_the_help_is_understood():
    for one in filter_names():
        parsed = parse(f"{one.names[0]}:{one.example}")
        assert not parsed.problems and parsed.chosen


def test_years_and_levels():
    assert read_year("平成31年度") == ("2019",)
    assert read_year("8") is None
    assert read_levels("9+") == ("9",)
    assert read_levels("8-5") is None


def test_a_filter_is_taken_away():
    parsed = parse("腰 分野:防災 地域:多摩")
    assert parsed.with_filter("category").parameters() == [("q", "腰 "), ("region", "tama")]
    assert parsed.with_filter("kind", "solution").chosen["kind"] == ("solution",)
