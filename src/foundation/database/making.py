"""Making records whose id was issued before: sent twice they are made once."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from piccolo.table import Table

from foundation import clock
from foundation.database.queries import Row, hold
from foundation.database.statements import Values, insert, read
from foundation.errors import Conflict, MadeAlready, NotFound


async def made_before(
    table: type[Table],
    record_id: UUID,
    *,
    said: Mapping[str, Any],
    owner: Mapping[str, Any] | None = None,
    parts: Callable[[Row], Awaitable[Row]] | None = None,
) -> Row | None:
    """The record that was made under this id, if it says the same; None where none was made.

    Asked before anything else is checked: whoever sends a second time is answered as at the first,
    and waits until the first is through.

    Args:
        said: what was sent now, by column.
        owner: columns of whose it is.
        parts: what further tables say of a record, by the names that `said` has for it.

    Raises:
        NotFound: it is somebody else's.
        MadeAlready: it says something else.
    """
    await hold(table._meta.tablename, record_id)
    row = await read(table, record_id)
    if row is None:
        return None
    if not _same(row, owner or {}):
        raise NotFound()
    if not _same({**row, **(await parts(row) if parts is not None else {})}, said):
        raise MadeAlready(row.get("state"))
    return row


async def make(
    table: type[Table], values: Values, by: UUID | None = None, /, **columns: Any
) -> Row:
    """Insert the record, after `made_before` found none.

    Args:
        values: by column; further columns by their names.
        by: the account that makes it, where the table keeps by whom and when.

    Raises:
        Conflict: another record stands under this id.
    """
    if by is not None:
        now = clock.now()
        columns = {"created_at": now, "created_by": by, "updated_at": now, **columns}
    row = await insert(table, values, **columns)
    if row is None:
        raise Conflict()
    return row


def _same(kept: Row, said: Mapping[str, Any]) -> bool:
    return all(kept[name] == value for name, value in said.items())
