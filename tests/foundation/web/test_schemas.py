"""A schema takes from a view what it names, and nothing else."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid4

import msgspec
import pytest

from foundation.database.lists import Feed, PageOf
from foundation.web.api import Schema, given_out


class State(StrEnum):
    """A state."""

    OPEN = "open"


@dataclass(frozen=True)
class Part:
    """Of a view."""

    name: str
    secret: str = "secret"


@dataclass(frozen=True)
class View:
    """What a reader may see, and more."""

    id: UUID
    state: str
    parts: tuple[Part, ...]
    secret: str = "secret"

    @property
    def count(self) -> int:
        """Of the parts."""
        return len(self.parts)


class PartOut(Schema):
    """A part as it is given out."""

    name: str


class ViewOut(Schema):
    """A view as it is given out."""

    id: UUID
    state: str
    parts: list[PartOut]
    count: int


VIEW = View(uuid4(), State.OPEN, (Part("a"), Part("b")))


def test_attributes_properties_and_nested_ones_are_taken_and_no_others():
    out = ViewOut.of(VIEW)
    assert out == ViewOut(id=VIEW.id, state="open", parts=[PartOut(name="a"), PartOut(name="b")], count=2)  # fmt: skip
    assert b"secret" not in msgspec.json.encode(out)


def test_what_is_said_beside_goes_before_what_the_view_has():
    out = ViewOut.of(VIEW, state="judging", parts=VIEW.parts[:1])
    assert (out.state, out.parts, out.count) == ("judging", [PartOut(name="a")], 2)


def test_what_a_view_has_not_is_a_fault_and_not_left_out():
    with pytest.raises(msgspec.ValidationError):
        ViewOut.of(VIEW.parts[0])
    with pytest.raises(AttributeError):
        ViewOut.of(VIEW.parts[0], state="open")
    with pytest.raises(msgspec.ValidationError):
        ViewOut.of(VIEW, other=1)


def test_pages_and_feeds_are_given_out_alike():
    page = given_out(PageOf([VIEW], number=1, per_page=1, total=2), ViewOut.of)
    feed = given_out(Feed([VIEW], None), ViewOut.of)
    assert page.items == feed.items == [ViewOut.of(VIEW)]
    assert page.next_cursor is not None and feed.next_cursor is None
