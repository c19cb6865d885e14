"""Statements on one table, by its Piccolo columns: inserts, guarded changes, locks, reads.

Those of commands are compiled by Piccolo once for their columns and kept: to build one takes a
third of the time that the database needs to run it. `run` takes any other query of Piccolo's.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, Literal
from uuid import UUID

import asyncpg
from piccolo.columns import Column
from piccolo.custom_types import Combinable
from piccolo.query.base import Query
from piccolo.table import Table

from foundation.database.queries import Row, fetch, fetch_one
from foundation.database.transactions import require_transaction
from foundation.database.versions import AnyVersion, SeenVersion
from foundation.errors import Conflict, NotFound

Values = Mapping[Column, Any]
Lock = Literal["UPDATE", "SHARE"]
IDENTITY = "record_identity_pkey"
# names of what a statement is narrowed by; no column begins with a blank, so none takes their place
_ID, _VERSION, _STATE = " id", " version", " state"


class _Place(str):
    """Where a value goes in a statement that is compiled once, by the name it is given under."""


Statement = tuple[str, list[Any]]


def _compiled(query: Query[Any, Any]) -> Any:
    return query.querystrings[0].compile_string()


async def _first(statement: Statement, values: Row) -> Row | None:
    sql, args = statement
    return await fetch_one(sql, *(values[arg] if isinstance(arg, _Place) else arg for arg in args))


def _named(values: Values | None, columns: Row) -> Row:
    return {column._meta.name: value for column, value in (values or {}).items()} | columns


async def run(query: Query[Any, Any]) -> list[Row]:
    """Rows of any query of Piccolo's, in the open transaction if there is one."""
    sql, args = _compiled(query)
    return await fetch(sql, *args)


async def find(
    table: type[Table],
    *conditions: Combinable,
    order_by: Sequence[Column] = (),
    lock: Lock | None = None,
) -> list[Row]:
    """The records that meet all conditions, whole.

    Args:
        lock: hold them until the transaction ends.
    """
    query = table.select(*table.all_columns()).where(*conditions)
    if order_by:
        query = query.order_by(*order_by)
    if lock is not None:
        require_transaction()
        query = query.lock_rows(lock)
    return await run(query)


async def values_of(column: Column, *conditions: Combinable) -> list[Any]:
    """What stands in one column of the records that meet all conditions."""
    rows = await run(column._meta.table.select(column).where(*conditions))
    return [row[column._meta.name] for row in rows]


@cache
def _select(table: type[Table], lock: Lock | None) -> Statement:
    query = table.select(*table.all_columns()).where(table._meta.primary_key == _Place(_ID))
    found: Statement = _compiled(query.lock_rows(lock) if lock else query)
    return found


async def read(table: type[Table], record_id: UUID, lock: Lock | None = None) -> Row | None:
    """The record with this id, whole, or None.

    Args:
        lock: hold it until the open transaction ends; SHARE lets others hold it, too, and nobody
            change it.
    """
    if lock is not None:
        require_transaction()
    return await _first(_select(table, lock), {_ID: record_id})


async def locked(table: type[Table], record_id: UUID, lock: Lock = "UPDATE") -> Row:
    """The record with this id, whole, held until the transaction ends.

    Raises:
        NotFound: there is no such record.
    """
    row = await read(table, record_id, lock)
    if row is None:
        raise NotFound()
    return row


@cache
def _insert(table: type[Table]) -> tuple[Statement, Row]:
    defaults = {column._meta.name: column.get_default_value() for column in table._meta.columns}
    places: Row = {name: _Place(name) for name in defaults}
    query = table.insert(table(**places)).on_conflict(
        target=table._meta.primary_key, action="DO NOTHING"
    )
    return _compiled(query.returning(*table.all_columns())), defaults


async def insert(table: type[Table], values: Values | None = None, /, **columns: Any) -> Row | None:
    """Insert one row; a row with the same primary key is left alone and None returned.

    That is how a form sent twice makes one record: its id is made when the form is shown.
    Other unique rules raise asyncpg's `UniqueViolationError` as usual.

    Args:
        values: by column, or by its name; columns that are not given have their defaults.

    Raises:
        Conflict: the id stands in another table of records.
        ValueError: the table has no such column.
    """
    statement, defaults = _insert(table)
    written = _named(values, columns)
    if unknown := written.keys() - defaults.keys():
        raise ValueError(f"{table._meta.tablename} has no {', '.join(sorted(unknown))}")
    try:
        return await _first(statement, defaults | written)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name == IDENTITY:
            raise Conflict() from error
        raise


async def change_state(
    table: type[Table],
    record_id: UUID,
    from_states: str | Collection[str],
    to_state: str,
    values: Values | None = None,
    /,
    *,
    version: SeenVersion | None = None,
    **columns: Any,
) -> Row:
    """The one way to change a state: guarded, in the open transaction.

    Args:
        table: has columns id, state and, when `version` is given, version (counted up).
        from_states: the state or states the record must be in.
        values: further columns to write with it; also by name.
        version: the version the actor saw, or `ANY_VERSION`; None for a table without versions.

    Raises:
        Conflict: it is in another state, or was changed meanwhile; carries the present state.
        NotFound: there is no such record.
    """
    states = [from_states] if isinstance(from_states, str) else list(from_states)
    written = {"state": to_state, **_named(values, columns)}
    return await _guarded_update(table, record_id, written, states, version)


async def change_version(
    table: type[Table],
    record_id: UUID,
    version: SeenVersion,
    values: Values | None = None,
    /,
    *,
    states: Collection[str] | None = None,
    **columns: Any,
) -> Row:
    """Write columns of a record that nobody changed since the actor saw `version`.

    Raises:
        Conflict: it was changed meanwhile, or is in none of `states`.
        NotFound: there is no such record.
    """
    kept = None if states is None else list(states)
    return await _guarded_update(table, record_id, _named(values, columns), kept, version)


@cache
def _update(
    table: type[Table], names: tuple[str, ...], counted: bool, seen: bool, states: int | None
) -> Statement:
    column = table._meta.get_column_by_name
    written: dict[Column | str, Any] = {column(name): _Place(name) for name in names}
    conditions = [table._meta.primary_key == _Place(_ID)]
    if counted:
        written[column("version")] = column("version") + 1  # type: ignore[operator]
    if seen:
        conditions.append(column("version") == _Place(_VERSION))
    if states is not None:
        places = [_Place(f"{_STATE}{number}") for number in range(states)]
        conditions.append(column("state").is_in(places))
    found: Statement = _compiled(
        table.update(written).where(*conditions).returning(*table.all_columns())
    )
    return found


async def _guarded_update(
    table: type[Table],
    record_id: UUID,
    written: Row,
    states: list[str] | None,
    version: SeenVersion | None,
) -> Row:
    require_transaction()
    seen = version is not None and not isinstance(version, AnyVersion)
    count = None if states is None else len(states)
    statement = _update(table, tuple(written), version is not None, seen, count)
    asked = {f"{_STATE}{number}": state for number, state in enumerate(states or ())}
    row = await _first(statement, {**written, **asked, _ID: record_id, _VERSION: version})
    if row is not None:
        return row
    present = await read(table, record_id)
    if present is None:
        raise NotFound()
    raise Conflict(present_state=present.get("state"))
