"""One text for equal values, its hash, and the way back; what decides reads its sources again."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.database import ANY_VERSION, NoTransaction, transaction
from foundation.errors import Conflict
from foundation.frozen import Unreadable, freeze, read_again, sha256_of, sign_of, thaw, verify


class Part(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A part of a record."""

    id: UUID
    score: float | None
    words: list[str]


class Record(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A record with all that records hold."""

    name: str
    at: datetime
    day: date | None
    count: int
    parts: list[Part]
    scores: dict[UUID, int]
    rest: dict[str, str | None]


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ZONES = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
RECORDS = st.builds(
    Record,
    name=TEXT,
    at=st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1), timezones=ZONES),
    day=st.none() | st.dates(),
    count=st.integers(-(2**63), 2**63),
    parts=st.lists(
        st.builds(
            Part,
            id=st.uuids(),
            score=st.none() | st.floats(allow_nan=False, allow_infinity=False),
            words=st.lists(TEXT, max_size=3),
        ),
        max_size=3,
    ),
    scores=st.dictionaries(st.uuids(), st.integers(0, 9), max_size=3),
    rest=st.dictionaries(TEXT, st.none() | TEXT, max_size=3),
)


@given(RECORDS)
def test_a_record_comes_back_as_it_was(record: Record):
    frozen = freeze(record)
    assert verify(frozen.text, frozen.sha256) == []
    assert thaw(frozen.text, Record) == record
    assert freeze(thaw(frozen.text, Record)) == frozen


@given(RECORDS, st.data())
def test_one_changed_character_is_found(record: Record, data: st.DataObject):
    frozen = freeze(record)
    place = data.draw(st.integers(0, len(frozen.text) - 1))
    other = data.draw(st.characters(exclude_categories=["Cs"]).filter(frozen.text[place].__ne__))
    changed = frozen.text[:place] + other + frozen.text[place + 1 :]
    assert "the hash does not belong to the content" in verify(changed, frozen.sha256)


def test_the_same_values_give_the_same_text_in_whatever_order_they_came():
    assert freeze({"b": 1, "a": {"d": [1.0], "c": "あ"}}).text == '{"a":{"c":"あ","d":[1.0]},"b":1}'
    assert freeze({"a": {"c": "あ", "d": [1.0]}, "b": 1}) == freeze(
        {"b": 1, "a": {"d": [1.0], "c": "あ"}}
    )
    assert freeze({3, 1, 2}).text == "[1,2,3]"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [1, -float("inf")]])
def test_numbers_that_json_cannot_hold_are_refused(value: object):
    with pytest.raises(ValueError):
        freeze(value)


@pytest.mark.parametrize("text", ['{"a": 1}', '{"b":1,"a":1}', '{"a":1,"a":1}', '{"a":1}\n', "1e2"])
def test_a_text_in_another_form_is_found_though_its_hash_is_right(text: str):
    assert verify(text, sha256_of(text)) == ["the content is not in canonical form"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "truncated"),
        ('{"id":"x","score":1,"words":[]}', "UUID"),
        ('{"id":"00000000-0000-0000-0000-000000000001","score":"1","words":[]}', "float"),
        ('{"id":"00000000-0000-0000-0000-000000000001","score":1}', "words"),
        ('{"id":"00000000-0000-0000-0000-000000000001","score":1,"words":[],"more":1}', "more"),
    ],
)
def test_what_is_no_such_record_is_refused_with_the_reason(text: str, why: str):
    with pytest.raises(Unreadable, match=f"^the content cannot be read: .*{why}"):
        thaw(text, Part)


def test_a_sign_changes_with_all_that_was_shown():
    at = datetime(2026, 11, 24, tzinfo=UTC)
    assert sign_of([1, 2], at) == sign_of((1, 2), at)
    assert (
        len({sign_of([1, 2], at), sign_of([1], 2, at), sign_of([2, 1], at), sign_of([1, 2])}) == 4
    )
    assert len(sign_of(at)) == 32


@dataclass
class Shelf:
    """Sources of a decision that change while somebody holds back."""

    seen: str
    held: bool = False

    async def hold(self) -> None:
        self.held = True

    async def read(self) -> "Shelf":
        return Shelf("now", self.held)


def moved(now: Shelf) -> Conflict:
    return Conflict(f"it is {now.seen}")


async def test_what_was_seen_and_is_still_so_is_decided_upon_under_lock(db: None):
    shelf = Shelf("before")
    async with transaction():
        for seen in ("now", ANY_VERSION):
            now = await read_again(shelf.read, hold=shelf.hold, seen=seen, changed=moved)
            assert now == Shelf("now", held=True)


async def test_what_changed_since_it_was_seen_is_said(db: None):
    shelf = Shelf("before")
    async with transaction():
        with pytest.raises(Conflict, match="it is now"):
            await read_again(shelf.read, hold=shelf.hold, seen="before", changed=moved)


async def test_sources_are_read_again_in_the_transaction_that_decides(db: None):
    with pytest.raises(NoTransaction):
        await read_again(Shelf("before").read)
