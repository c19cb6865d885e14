"""Arguments that the database has no place for are told from statements that are wrong."""

import asyncpg
import pytest

from foundation.database import fetch_value
from foundation.errors import Unstorable

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("SELECT $1::text", "secret\x00"),
        ("SELECT $1::text", "secret\ud800"),
        ("SELECT $1::int", 2**31),
        ("SELECT $1::bigint", 2**63),
        ("SELECT $1::jsonb", '{"a": "\\u0000"}'),
    ],
)
async def test_a_value_without_a_place_is_refused_without_being_quoted(sql: str, value: object):
    with pytest.raises(Unstorable) as caught:
        await fetch_value(sql, value)
    assert "secret" not in str(caught.value.__cause__)
    assert caught.value.__suppress_context__


async def test_an_argument_of_another_kind_is_a_fault_of_ours():
    with pytest.raises(asyncpg.DataError):
        await fetch_value("SELECT $1::text", 5)
