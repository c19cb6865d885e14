"""Frozen records checked one by one: hash, form and content, and all of them against the trail.

Whoever rewrites a record and its hash together, or takes it away, does not change the sealed event
that tells of it. That the events themselves are whole, `verify` says.
"""

from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass
from string import Formatter
from typing import Any, Generic, TypeVar
from uuid import UUID

from foundation.database import fetch
from foundation.frozen import Unreadable, thaw, verify

GONE = "it is gone, though the audit trail tells that it was frozen"
UNKNOWN = "the audit trail does not tell that it was frozen"
OTHER = "its hash is not the one that the audit trail holds"
BATCH = 100
Row = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class FrozenKind(Generic[T]):
    """A table whose rows hold frozen records.

    Attributes:
        table: with `id`, text and hash.
        record: what a text holds.
        label: calls one by columns of the table, which the events tell, too, where it is not `{id}`.
        object_kind: what the events call them.
        actions: of the events that freeze one, or take that back (and tell no hash then).
        text, sha256: the columns of both; the hash is called the same in the events.
        problems: what a record says that cannot be, one line in English each.
        earlier: SQL for ids of records of the past that came before the trail was told the hash of such
            ones; of these the hash as it is now is all there is.
    """

    table: str
    record: type[T]
    label: str
    object_kind: str
    actions: Collection[str]
    text: str = "content"
    sha256: str = "sha256"
    problems: Callable[[T], list[str]] = lambda _record: []
    earlier: str = ""

    def problems_of(self, text: str, sha256: str) -> list[str]:
        """What is wrong with a kept text, one line in English each; empty where all is well."""
        found = verify(text, sha256)
        try:
            return found + self.problems(thaw(text, self.record))
        except Unreadable as error:
            return list(dict.fromkeys([*found, str(error)]))


@dataclass(frozen=True, kw_only=True)
class CheckedRecord:
    """The check of one frozen record, for the command line; `problems` is empty where all is well."""

    id: UUID
    label: str
    problems: list[str]


async def check_frozen(kind: FrozenKind[Any]) -> list[CheckedRecord]:
    """Check every frozen record of a kind, those that are gone with what the trail knows of them."""
    told = await _last_told(kind)
    earlier = {row["id"] for row in await fetch(kind.earlier)} if kind.earlier else set()
    named = [name for _text, name, *_ in Formatter().parse(kind.label) if name]
    checked: list[tuple[list[Any], CheckedRecord]] = []

    def add(row: Row, problems: list[str]) -> None:
        record = CheckedRecord(id=row["id"], label=kind.label.format(**row), problems=problems)
        values = [row[name] for name in named]
        checked.append(([one if isinstance(one, int) else str(one) for one in values], record))

    async for row in _rows(kind, named):
        then = told.pop(row["id"], {}).get(kind.sha256)
        problems = kind.problems_of(row["text"], row["sha256"])
        if then is None and row["id"] not in earlier:
            problems.append(UNKNOWN)
        elif then not in (None, row["sha256"]):
            problems.append(OTHER)
        add(row, problems)
    for record_id, after in told.items():
        if after.get(kind.sha256):
            add(after | {"id": record_id}, [GONE])
    return [record for _place, record in sorted(checked, key=lambda one: one[0])]


async def _last_told(kind: FrozenKind[Any]) -> dict[UUID, Row]:
    """By record: what the latest event of these kinds left behind (`after`)."""
    rows = await fetch(
        "SELECT DISTINCT ON (object_id) object_id, after FROM audit_event "
        "WHERE object_kind = $1 AND action = ANY($2) ORDER BY object_id, id DESC",
        kind.object_kind,
        list(kind.actions),
    )
    return {row["object_id"]: row["after"] or {} for row in rows}


async def _rows(kind: FrozenKind[Any], named: Collection[str]) -> AsyncIterator[Row]:
    columns = ", ".join(f'"{name}"' for name in dict.fromkeys(["id", *named]))
    last = None
    while rows := await fetch(
        f'SELECT {columns}, "{kind.text}" AS text, "{kind.sha256}" AS sha256 FROM "{kind.table}" '
        f'WHERE "{kind.text}" IS NOT NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2',
        last,
        BATCH,
    ):
        for row in rows:
            yield row
        last = rows[-1]["id"]
