"""Piccolo's tables and the database, compared: every column, key and reference, each way.

The database is made by SQL migrations; `tables.py` says the same for the code that reads and writes.
What only one of them can say is listed here with the reason.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from piccolo.columns import Column, ForeignKey
from piccolo.columns.column_types import BigSerial, Serial
from piccolo.conf.apps import AppConfig

from foundation.database import fetch

_NO_TYPE = "Piccolo has no such type"
_KEY_OF_TWO = "the key is of kind and id, and Piccolo knows keys of one column only"
_KEPT_ID = "a reference to another area's record, which the table class keeps as a plain id"
_SQL_ONLY = "read and written by SQL only, so without a table class"
EXCEPTIONS = {
    "audit_event.xid": _NO_TYPE,
    "search_document.tokens": _NO_TYPE,
    "search_document.title_tokens": _NO_TYPE,
    "search_document.id": _KEY_OF_TWO,
    "search_outbox.document": _KEY_OF_TWO,
    "search_push_failure.document": _KEY_OF_TWO,
    "alert_publication.id": _KEY_OF_TWO,
    "startup.id": "its key is also a reference to its organisation, and Piccolo makes it one of both",
    "certification.solution": _KEPT_ID,
    "certification.startup": _KEPT_ID,
    "certification.source_id": _KEPT_ID,
    "pilot_measurement.replaced_by": "a reference to its own table",
    "record_identity": "filled by triggers",
    "text_vector": _SQL_ONLY,
    "document_vector": _SQL_ONLY,
    "word_frequency": _SQL_ONLY,
    "word_statistics": _SQL_ONLY,
}
"""Columns and whole tables that differ, and why."""

_TABLES = """
SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'
   AND tablename NOT LIKE 'procrastinate%' AND tablename <> 'migration'
"""
_COLUMNS = """
SELECT c.relname AS table_name, a.attname AS column_name,
       format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS null,
       pg_get_expr(d.adbin, d.adrelid) AS default,
       EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p'
                 AND k.conkey = ARRAY[a.attnum]) AS primary,
       EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'u'
                 AND k.conkey = ARRAY[a.attnum]) AS unique,
       (SELECT format('%s ON DELETE %s ON UPDATE %s', k.confrelid::regclass, k.confdeltype,
                      k.confupdtype)
          FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f'
           AND k.conkey = ARRAY[a.attnum]) AS target
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
"""
_RULES = {"a": "NO ACTION", "r": "RESTRICT", "c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT"}
_TYPES = {
    "varchar": "character varying",
    "timestamptz": "timestamp with time zone",
    "bigserial": "bigint",
    "serial": "integer",
}


@dataclass(frozen=True)
class Shape:
    """A column, in the words of the database.

    Attributes:
        default: an SQL expression without casts.
        target: the table it refers to and what becomes of it when that row goes or gets another key.
    """

    type: str
    null: bool
    default: str | None
    primary: bool
    unique: bool
    target: str | None


@dataclass(frozen=True)
class Difference:
    """A column that differs; `None` on the side that lacks it.

    Attributes:
        new_table: the database has nothing of the table.
    """

    table: str
    column: str
    written: Shape | None
    found: Shape | None
    new_table: bool

    @property
    def place(self) -> str:
        """`table.column`."""
        return f"{self.table}.{self.column}"

    @property
    def excepted(self) -> bool:
        """Whether it is known and has its reason."""
        return self.place in EXCEPTIONS or self.table in EXCEPTIONS

    def __str__(self) -> str:
        if self.written is None or self.found is None:
            return f"{self.place}: only in {'the database' if self.found else 'tables.py'}"
        parts = [
            f"{one.name} is {getattr(self.found, one.name)} in the database, "
            f"{getattr(self.written, one.name)} in tables.py"
            for one in fields(Shape)
            if getattr(self.found, one.name) != getattr(self.written, one.name)
        ]
        return f"{self.place}: {'; '.join(parts)}"


async def differences(apps: Iterable[AppConfig]) -> list[Difference]:
    """How the tables of these apps differ from the configured database, in the order of the tables.

    Tables of other areas count as being in the database only, so give all apps that there are.
    """
    written = {
        (table._meta.tablename, column._meta.db_column_name): shape_of(column)
        for app in apps
        for table in app.table_classes
        for column in table._meta.columns
    }
    found = await _found()
    there = {table for table, _column in found}
    places = [*written, *sorted(found.keys() - written.keys())]
    return [
        Difference(*place, written.get(place), found.get(place), place[0] not in there)
        for place in places
        if written.get(place) != found.get(place)
    ]


def shape_of(column: Column) -> Shape:
    """What a column of Piccolo's says."""
    name, bracket, rest = re.split(r"([(\[]|$)", column.column_type.lower(), maxsplit=1)
    value = column.get_default_value()
    default = f"'\\x{value.hex()}'" if isinstance(value, bytes) else column.get_sql_value(value)
    target = None
    if isinstance(column, ForeignKey):
        meta = column._foreign_key_meta
        target = (
            f"{meta.resolved_references._meta.tablename} ON DELETE {meta.on_delete.value} "
            f"ON UPDATE {meta.on_update.value}"
        )
    numbered = isinstance(column, Serial | BigSerial)
    return Shape(
        type=_TYPES.get(name, name) + bracket + rest,
        null=column._meta.null and not column._meta.primary_key,
        default=None if numbered or default == "null" else str(default),
        primary=column._meta.primary_key,
        unique=column._meta.unique,
        target=target,
    )


async def _found() -> dict[tuple[str, str], Shape]:
    tables = {row["tablename"] for row in await fetch(_TABLES)}
    return {
        (row["table_name"], row["column_name"]): Shape(
            type=row["type"],
            null=row["null"],
            default=_plain(row["default"]),
            primary=row["primary"],
            unique=row["unique"],
            target=_spelt(row["target"]),
        )
        for row in await fetch(_COLUMNS)
        if row["table_name"] in tables
    }


def _plain(default: str | None) -> str | None:
    if default is None or default.startswith(("NULL::", "nextval(")):
        return None
    return re.sub(r"::[a-z \[\]]+$", "", default)


def _spelt(target: str | None) -> str | None:
    return target and re.sub(r"(?<= )[arcnd]\b", lambda found: _RULES[found[0]], target)
