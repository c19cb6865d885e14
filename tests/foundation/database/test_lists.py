"""Lists: values beside the SQL, pages that there are, cursors of ours and no others."""

import base64
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.database import fetch_as, fetch_value
from foundation.database.lists import (
    LONGEST_PAGE,
    MOST_WORDS,
    Conditions,
    Listing,
    decode_cursor,
    encode_cursor,
    feed_of,
    page_of,
)
from foundation.errors import Invalid
from tests.factories.statements import counted

INSTANTS = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=9))]))
KINDS = {datetime: INSTANTS, UUID: st.uuids(), int: st.integers(), date: st.dates(), str: st.text()}


@dataclass(frozen=True, kw_only=True)
class Number:
    """A row of the list that these tests read."""

    n: int
    word: str


NUMBERS = Listing(
    row=Number,
    columns="t.n, t.word",
    source="(SELECT n, 'No. ' || n AS word FROM generate_series(1, 45) AS n) AS t",
    order="t.n DESC",
    key={"t.n": int},
)


@st.composite
def cursors(draw: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Kinds of a key with values of these kinds."""
    kinds = draw(st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=3))
    return tuple(kinds), tuple(draw(KINDS[kind]) for kind in kinds)


@given(cursors())
def test_a_cursor_says_what_was_put_into_it(made: tuple[tuple[Any, ...], tuple[Any, ...]]):
    kinds, values = made
    assert decode_cursor(encode_cursor(*values), *kinds) == values


@given(st.text(min_size=1) | st.binary(min_size=1).map(lambda raw: base64.b64encode(raw).decode()))
def test_what_is_no_cursor_of_ours_is_refused_and_nothing_else_happens(written: str):
    with pytest.raises(Invalid) as caught:
        decode_cursor(written, datetime, UUID)
    assert list(caught.value.errors) == ["cursor"]


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        (["1"], (UUID,)),
        (["1", "2"], (int,)),
        ([], (int,)),
        (["2026-11-24T12:00:00"], (datetime,)),
        (["null"], (datetime,)),
        (["9999-12-31T23:59:59-23:59"], (datetime,)),
        (["0001-01-01T00:00:00+23:59"], (datetime,)),
        ([1], (int,)),
        ({"n": "1"}, (int,)),
    ],
)
def test_a_cursor_of_another_list_is_refused(values: Any, kinds: tuple[Any, ...]):
    written = base64.urlsafe_b64encode(msgspec.json.encode(values)).decode()
    with pytest.raises(Invalid):
        decode_cursor(written, *kinds)


def test_no_cursor_is_the_beginning():
    assert decode_cursor(None, int) is None
    assert decode_cursor("", int) is None


@given(st.lists(st.lists(st.text() | st.integers(), max_size=3), max_size=4))
def test_values_stand_beside_the_sql_in_its_order(rows: list[list[Any]]):
    narrowed = Conditions("first")
    for values in rows:
        narrowed.where("f(" + ", ".join("?" for _ in values) + ")", *values)
    places = [f"${n}" for n in range(2, 2 + sum(map(len, rows)))]
    assert [part for part in narrowed.sql.replace(",", " ").replace(")", " ").replace("(", " ")
            .split() if part.startswith("$")] == places  # fmt: skip
    assert narrowed.values == ["first", *(value for values in rows for value in values)]


@pytest.mark.parametrize("values", [(), (1, 2)])
def test_a_condition_has_a_place_for_each_value(values: tuple[int, ...]):
    with pytest.raises(ValueError):
        Conditions().where("n = ?", *values)


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_choice_narrows_nothing(empty: str | None):
    assert Conditions().given("n = ?", empty).sql == "true"
    assert Conditions().given("n = ?", False).values == [False]


class TestInTheDatabase:
    """What PostgreSQL makes of them."""

    pytestmark = pytest.mark.usefixtures("db")

    @pytest.mark.parametrize(
        ("asked", "number", "first", "last"),
        [(1, 1, 45, 26), (3, 3, 5, 1), (4, 3, 5, 1), (0, 1, 45, 26), (-7, 1, 45, 26), (2**80, 3, 5, 1)],
    )  # fmt: skip
    async def test_the_page_is_the_nearest_that_there_is(
        self, asked: int, number: int, first: int, last: int
    ):
        page = await NUMBERS.page(Conditions(), asked)
        assert (page.number, page.total, page.last) == (number, 45, 3)
        assert (page.items[0].n, page.items[-1].n) == (first, last)
        assert page.last_row - page.first_row == len(page.items) - 1

    async def test_the_first_of_some_rows_is_one_or_none(self):
        assert await NUMBERS.first(Conditions().where("t.n < ?", 3)) == Number(n=2, word="No. 2")
        assert await NUMBERS.first(Conditions().where("t.n > ?", 45)) is None

    async def test_an_empty_list_has_one_page(self):
        page = await NUMBERS.page(Conditions().where("t.n > ?", 100), 9)
        assert (page.number, page.total, page.last, page.first_row) == (1, 0, 1, 0)
        assert page.next_cursor is None

    async def test_a_page_asks_once_and_its_cursor_leads_to_the_next(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        with counted(monkeypatch) as asked:
            page = await NUMBERS.page(Conditions().where("t.n <= ?", 40), 1)
        assert len(asked) == 1
        assert decode_cursor(page.next_cursor, int) == (2,)
        assert (await NUMBERS.page(Conditions().where("t.n <= ?", 40), 2)).next_cursor is None

    @pytest.mark.parametrize("limit", [1, 7, 44, 45, 46])
    async def test_a_feed_gives_every_row_once(self, limit: int):
        had, cursor = [], None
        while True:
            feed = await NUMBERS.after(Conditions(), cursor, limit)
            had += [row.n for row in feed.items]
            cursor = feed.next_cursor
            if cursor is None:
                break
            assert len(feed.items) == limit
        assert had == list(range(1, 46))

    @pytest.mark.parametrize(("asked", "given"), [(-1, 1), (0, 1), (1000, LONGEST_PAGE)])
    async def test_a_feed_is_as_long_as_it_may_be(self, asked: int, given: int):
        numbers = replace(NUMBERS, columns="n, '' AS word", source="generate_series(1, 200) AS n",
                          key={"n": int})  # fmt: skip
        assert len((await numbers.after(Conditions(), None, asked)).items) == given

    async def test_words_are_found_whatever_case_and_width_they_were_typed_in(self):
        async def found(text: str) -> bool:
            narrowed = Conditions().words(text, "'東京 IoT 100% 確実'", "NULL", "'Sensor'")
            return bool(await fetch_value(f"SELECT {narrowed.sql}", *narrowed.values))

        assert await found("iot　SENSOR")
        assert await found("ＩｏＴ")
        assert await found("")
        assert await found("\u200b東京\u200b")
        assert not await found("iot 大阪")
        assert await found("100%")
        assert not await found("1%0")
        assert not await found("o_T")

    async def test_only_so_many_words_narrow(self):
        narrowed = Conditions().words("東 " * (MOST_WORDS + 5), "'東'")
        assert len(narrowed.values) == MOST_WORDS

    async def test_a_row_has_the_fields_of_its_type_and_no_others(self):
        with pytest.raises(TypeError):
            await fetch_as(Number, "SELECT 1 AS n")
        with pytest.raises(TypeError):
            await fetch_as(Number, "SELECT 1 AS n, '' AS word, 2 AS more")

    async def test_a_struct_has_what_its_json_says(self):
        class Inner(msgspec.Struct):
            a: int

        class Outer(msgspec.Struct, forbid_unknown_fields=True):
            id: UUID
            inner: list[Inner]

        one = uuid4()
        rows = await fetch_as(Outer, "SELECT $1::uuid AS id, '[{\"a\": 1}]'::jsonb AS inner", one)
        assert rows == [Outer(id=one, inner=[Inner(a=1)])]


@given(st.integers(0, 60), st.integers(), st.integers(1, 25))
def test_a_page_of_rows_that_are_there_is_one_that_there_is(total: int, asked: int, size: int):
    page = page_of(list(range(total)), asked, size)
    assert 1 <= page.number <= page.last
    assert list(page.items) == list(range(total))[(page.number - 1) * size : page.number * size]


@given(st.lists(st.integers(), unique=True).map(sorted), st.integers(1, 10))
def test_a_feed_of_rows_that_are_there_gives_every_one_once(rows: list[int], limit: int):
    had: list[int] = []
    cursor = None
    while True:
        feed = feed_of(rows, lambda n: (n,), (int,), cursor, limit)
        had += feed.items
        cursor = feed.next_cursor
        if cursor is None:
            break
    assert had == rows
