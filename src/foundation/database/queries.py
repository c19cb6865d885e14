"""Raw SQL with `$1` placeholders, in the open transaction if there is one."""

import json
from collections.abc import Callable
from typing import Any, TypeVar, cast

import asyncpg
import msgspec

from foundation.database.engine import DB
from foundation.database.transactions import require_transaction
from foundation.errors import Unstorable

Row = dict[str, Any]
T = TypeVar("T")
# NUL in a text, or in one of a JSON value
_NO_TEXT = (asyncpg.CharacterNotInRepertoireError, asyncpg.UntranslatableCharacterError)


async def fetch(sql: str, *args: Any) -> list[Row]:
    """All rows of a query, as dicts.

    Raises:
        Unstorable: an argument holds what the database has no place for.
    """
    try:
        return await _rows(sql, *args)
    except asyncpg.DataError as error:
        # The driver's words quote the value, those of the cause do not.
        cause = error if isinstance(error, _NO_TEXT) else error.__cause__
        if isinstance(cause, (*_NO_TEXT, OverflowError, UnicodeError)):
            raise Unstorable() from cause
        raise


async def _rows(sql: str, *args: Any) -> list[Row]:
    current = DB.current_transaction.get()
    if current is not None:
        return [dict(row) for row in await current.connection.fetch(sql, *args)]
    if DB.pool is None:
        raise RuntimeError("the database pool is not open")
    async with DB.pool.acquire() as connection:
        rows = await connection.fetch(sql, *args)
        connection.leave_clean()
        return [dict(row) for row in rows]


async def fetch_one(sql: str, *args: Any) -> Row | None:
    """The first row, or None."""
    rows = await fetch(sql, *args)
    return rows[0] if rows else None


def typed(made: Callable[..., T], row: Row) -> T:
    """A row made of its columns, by name; a Struct also has JSON columns as what it says they are.

    Args:
        made: a type with a field for every column, or what makes one of them.

    Raises:
        TypeError, msgspec.ValidationError: the row has another column, lacks one, or a value of
            another type.
    """
    is_struct = isinstance(made, type) and issubclass(made, msgspec.Struct)
    return msgspec.convert(row, cast(type[T], made)) if is_struct else made(**row)


async def fetch_as(made: Callable[..., T], sql: str, *args: Any) -> list[T]:
    """All rows of a query, `typed`."""
    return [typed(made, row) for row in await fetch(sql, *args)]


async def fetch_one_as(made: Callable[..., T], sql: str, *args: Any) -> T | None:
    """The first row, `typed`, or None."""
    row = await fetch_one(sql, *args)
    return None if row is None else typed(made, row)


async def fetch_value(sql: str, *args: Any) -> Any:
    """The first column of the first row, or None."""
    row = await fetch_one(sql, *args)
    return next(iter(row.values())) if row else None


async def execute(sql: str, *args: Any) -> None:
    """Run a statement for its effect."""
    await fetch(sql, *args)


async def hold(what: str, *parts: object) -> None:
    """Let one transaction at a time, until its end, decide about something that may have no row to lock.

    Args:
        what: a word for the kind of thing, one for all places that decide about it.
        parts: which of the kind.
    """
    require_transaction()
    key = json.dumps([what, *map(str, parts)])
    await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", key)


def like(text: str) -> str:
    """A pattern of ILIKE that finds a text anywhere."""
    for special in ("\\", "%", "_"):
        text = text.replace(special, "\\" + special)
    return f"%{text}%"
