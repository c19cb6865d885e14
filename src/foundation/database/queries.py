"""Raw SQL with `$1` placeholders, in the open transaction if there is one, and guarded changes."""

import json
from collections.abc import Callable, Collection
from typing import Any, TypeVar, cast
from uuid import UUID

import asyncpg
import msgspec
from piccolo.table import Table

from foundation.database.engine import DB
from foundation.database.transactions import require_transaction
from foundation.database.versions import AnyVersion, SeenVersion
from foundation.errors import Conflict, NotFound, Unstorable

Row = dict[str, Any]
T = TypeVar("T")
IDENTITY = "record_identity_pkey"
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


def _columns(values: Row, first: int) -> tuple[list[str], list[str], list[Any]]:
    names = [f'"{name}"' for name in values]
    marks = [f"${index}" for index in range(first, first + len(values))]
    return names, marks, list(values.values())


async def insert(table: type[Table], **values: Any) -> Row | None:
    """Insert one row; a row with the same primary key is left alone and None returned.

    That is how a form sent twice makes one record: its id is made when the form is shown.
    Other unique rules raise asyncpg's `UniqueViolationError` as usual.

    Raises:
        Conflict: the id stands in another table of records.
    """
    names, marks, args = _columns(values, 1)
    try:
        return await fetch_one(
            f'INSERT INTO "{table._meta.tablename}" ({", ".join(names)}) '
            f"VALUES ({', '.join(marks)}) ON CONFLICT (id) DO NOTHING RETURNING *",
            *args,
        )
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == IDENTITY:
            raise Conflict() from error
        raise


async def change_state(
    table: type[Table],
    record_id: UUID,
    from_states: str | Collection[str],
    to_state: str,
    *,
    version: SeenVersion | None = None,
    **columns: Any,
) -> Row:
    """The one way to change a state: guarded, in the open transaction.

    Args:
        table: has columns id, state and, when `version` is given, version (counted up).
        from_states: the state or states the record must be in.
        version: the version the actor saw, or `ANY_VERSION`; None for a table without versions.
        columns: further columns to write with it.

    Raises:
        Conflict: it is in another state, or was changed meanwhile; carries the present state.
        NotFound: there is no such record.
    """
    require_transaction()
    allowed = [from_states] if isinstance(from_states, str) else list(from_states)
    return await _guarded_update(
        table, record_id, {"state": to_state, **columns}, states=allowed, version=version
    )


async def change_version(
    table: type[Table],
    record_id: UUID,
    version: SeenVersion,
    *,
    states: Collection[str] | None = None,
    **columns: Any,
) -> Row:
    """Write columns of a record that nobody changed since the actor saw `version`.

    Raises:
        Conflict: it was changed meanwhile, or is in none of `states`.
        NotFound: there is no such record.
    """
    require_transaction()
    return await _guarded_update(
        table, record_id, columns, states=None if states is None else list(states), version=version
    )


async def _guarded_update(
    table: type[Table],
    record_id: UUID,
    columns: Row,
    *,
    states: list[str] | None,
    version: SeenVersion | None,
) -> Row:
    name = table._meta.tablename
    names, marks, args = _columns(columns, 2)
    assignments = [f"{column} = {mark}" for column, mark in zip(names, marks, strict=True)]
    conditions = ["id = $1"]
    if version is not None:
        assignments.append("version = version + 1")
    if version is not None and not isinstance(version, AnyVersion):
        args.append(version)
        conditions.append(f"version = ${len(args) + 1}")
    if states is not None:
        args.append(states)
        conditions.append(f"state = ANY(${len(args) + 1}::text[])")
    row = await fetch_one(
        f'UPDATE "{name}" SET {", ".join(assignments)} '
        f"WHERE {' AND '.join(conditions)} RETURNING *",
        record_id,
        *args,
    )
    if row is not None:
        return row
    present = await fetch_one(f'SELECT * FROM "{name}" WHERE id = $1', record_id)
    if present is None:
        raise NotFound()
    raise Conflict(present_state=present.get("state"))
