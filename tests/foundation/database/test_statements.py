"""Statements by Piccolo's columns: what is written is what stands there, guarded and once."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID as Id

import asyncpg
import pytest
from piccolo.columns import JSONB, UUID, Array, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from foundation.database import (
    ANY_VERSION,
    DB,
    NoTransaction,
    change_state,
    change_version,
    execute,
    fetch_value,
    find,
    insert,
    locked,
    make,
    read,
    run,
    transaction,
    values_of,
)
from foundation.errors import Conflict, NotFound
from foundation.ids import new_id
from tests.races import while_another_writes

pytestmark = pytest.mark.usefixtures("db", "papers")
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


class State(StrEnum):
    """Of a paper."""

    DRAFT = "draft"
    SENT = "sent"


class Paper(Table, db=DB, tablename="paper"):
    """What these tests write."""

    id = UUID(primary_key=True, null=False, default=None)
    version = Integer(null=False, default=1)
    state = Varchar(length=20, null=False, default=State.DRAFT.value)
    title = Text(null=False, default=None)
    tags = Array(base_column=Text(), null=False, default=list)
    content = JSONB(null=True, default=None)
    sent_at = Timestamptz(null=True, default=None)


@pytest.fixture
async def papers() -> AsyncIterator[None]:
    """The table."""
    await execute(
        "CREATE TABLE paper (id uuid PRIMARY KEY, version int NOT NULL DEFAULT 1, "
        "state varchar(20) NOT NULL DEFAULT 'draft', title text NOT NULL UNIQUE, "
        "tags text[] NOT NULL DEFAULT '{}', content jsonb, sent_at timestamptz)"
    )
    yield
    await execute("DROP TABLE paper")


async def paper(title: str = "紙", **columns: Any) -> Id:
    """A paper that stands there."""
    paper_id = new_id()
    assert await insert(Paper, id=paper_id, title=title, **columns)
    return paper_id


async def test_a_row_is_written_as_it_is_given_and_has_its_defaults():
    content = {"文": [1, None, {"a": "'"}]}
    row = await insert(
        Paper,
        {Paper.id: (one := new_id()), Paper.title: "紙", Paper.content: content, Paper.sent_at: AT},
        tags=["a", "b"],
    )
    assert row == await read(Paper, one)
    assert row == {
        "id": one, "version": 1, "state": "draft", "title": "紙", "tags": ["a", "b"],
        "content": content, "sent_at": AT,
    }  # fmt: skip
    assert (await read(Paper, await paper("別"))) | {"id": one} == {
        **row, "title": "別", "tags": [], "content": None, "sent_at": None,
    }  # fmt: skip


async def test_the_same_id_is_written_once_and_another_rule_is_not_hidden():
    one = await paper()
    assert await insert(Paper, id=one, title="別") is None
    with pytest.raises(asyncpg.UniqueViolationError):
        await insert(Paper, id=new_id(), title="紙")
    assert await values_of(Paper.title) == ["紙"]


async def test_a_record_is_made_once_and_says_by_whom_and_when_where_that_is_kept():
    one = new_id()
    made = await make(Paper, {Paper.id: one, Paper.state: State.SENT.value}, title="紙")
    assert (made["state"], made["title"], made["version"]) == ("sent", "紙", 1)
    with pytest.raises(Conflict):
        await make(Paper, {Paper.id: one}, title="別")
    with pytest.raises(ValueError, match="created_at, created_by, updated_at"):
        await make(Paper, {Paper.id: new_id()}, new_id(), title="誰かの紙")


async def test_a_column_that_is_none_of_the_table_is_refused():
    with pytest.raises(ValueError, match="paper has no heading"):
        await insert(Paper, id=new_id(), title="紙", heading="")
    async with transaction():
        with pytest.raises(ValueError):
            await change_version(Paper, new_id(), ANY_VERSION, heading="")


async def test_a_state_is_changed_from_the_ones_it_may_be_in():
    one = await paper()
    async with transaction():
        row = await change_state(
            Paper, one, [State.DRAFT, "returned"], State.SENT, {Paper.sent_at: AT}, version=1
        )
    assert (row["state"], row["version"], row["sent_at"]) == ("sent", 2, AT)
    async with transaction():
        with pytest.raises(Conflict) as caught:
            await change_state(Paper, one, State.DRAFT, State.SENT, version=2)
        assert caught.value.present_state == "sent"
        with pytest.raises(NotFound):
            await change_state(Paper, new_id(), State.DRAFT, State.SENT)


async def test_a_version_is_changed_only_as_it_was_seen():
    one = await paper()
    async with transaction():
        assert (await change_version(Paper, one, 1, title="a"))["version"] == 2
        for changed in (
            change_version(Paper, one, 1, {Paper.title: "b"}),
            change_version(Paper, one, 2, {Paper.title: "b"}, states=[State.SENT]),
        ):
            with pytest.raises(Conflict):
                await changed
        assert (await change_version(Paper, one, ANY_VERSION, title="c"))["title"] == "c"


async def test_nothing_is_changed_or_held_outside_a_transaction():
    one = await paper()
    for refused in (
        change_state(Paper, one, State.DRAFT, State.SENT),
        change_version(Paper, one, 1, title="a"),
        locked(Paper, one),
        find(Paper, Paper.id == one, lock="UPDATE"),
    ):
        with pytest.raises(NoTransaction):
            await refused


async def test_a_locked_row_is_the_one_that_another_left_behind():
    one = await paper()

    async def seen() -> str:
        async with transaction():
            return str((await locked(Paper, one, "SHARE"))["title"])

    change = "UPDATE paper SET title = '後' WHERE id = $1"
    assert await while_another_writes(change, one, command=seen()) == "後"
    async with transaction():
        with pytest.raises(NotFound):
            await locked(Paper, new_id())


async def test_plain_filters_are_conditions_on_columns():
    ids = [await paper(title, state=State.SENT) for title in ("c", "a", "b")]
    await paper("d")
    sent = Paper.state == State.SENT
    found = await find(Paper, sent, Paper.id.is_in(ids), order_by=(Paper.title,))
    assert [row["title"] for row in found] == ["a", "b", "c"]
    await run(Paper.update({Paper.sent_at: AT}).where(sent, Paper.title == "a"))
    assert await values_of(Paper.title, Paper.sent_at.is_not_null()) == ["a"]
    await run(Paper.delete().where(sent))
    assert await fetch_value("SELECT count(*) FROM paper") == 1
