"""Reads the tables of `docs/audience.md`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.roles import Role

DOCUMENT = Path(__file__).parents[3] / "docs" / "audience.md"
REST = "*"
"""The row of all fields of a subject that no other row names."""

EVERYBODY = "everybody"
"""The column of all readers."""

COLUMNS: Mapping[str, Sequence[str]] = {
    "nobody": ("nobody",),
    "other bureau": ("other_challenge_owner", "other_pilot_owner", "other_certifier"),
    "own bureau": ("challenge_owner", "pilot_owner", "certifier"),
    "own startup": ("member",),
    "other startup": ("other_member",),
    "secretariat": ("secretariat",),
    "judge": ("judge",),
    "fellow judge": ("fellow_judge",),
    "other judge": ("other_judge",),
    "purchaser": ("purchaser", "other_purchaser"),
    "operator": ("operator",),
}
"""Columns of the tables, and the visitors that stand for each; a table leaves out those that read nothing."""

_NAMED = tuple(visitor for visitors in COLUMNS.values() for visitor in visitors)
VISITORS = (*_NAMED, *(role.value for role in Role if role.value not in _NAMED))
"""All visitors; a role that no column stands for reads what everybody may."""


@dataclass(frozen=True)
class Subject:
    """What one table says: the visitors that may read a field; all others may not."""

    name: str
    readers: Mapping[str, frozenset[str]]

    def of(self, field: str) -> frozenset[str]:
        """Visitors that may read a field.

        Raises:
            KeyError: no row is about it.
        """
        return self.readers[field if field in self.readers else REST]


def subjects(text: str | None = None) -> dict[str, Subject]:
    """The tables by what they are about, `kind: state`; a heading may name several states.

    Raises:
        ValueError: a table is not written as the document explains.
    """
    found: dict[str, Subject] = {}
    heading, columns = "", list[str]()
    rows: dict[str, frozenset[str]] = {}
    for line in (text or DOCUMENT.read_text("utf-8")).splitlines():
        if line.startswith("#"):
            heading, columns, rows = line.lstrip("# ").strip(), [], {}
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if cells[0] == "field":
                columns = cells[1:]
                found |= {name: Subject(name, rows) for name in _names(heading)}
            elif columns and not set(cells[0]) <= {"-", ":"}:
                _add(rows, heading, columns, cells)
    return found


def _names(heading: str) -> list[str]:
    kind, _, states = heading.partition(": ")
    return [f"{kind}: {state}" for state in states.split(" · ")] if states else [kind]


def _add(
    rows: dict[str, frozenset[str]], heading: str, columns: list[str], cells: list[str]
) -> None:
    if len(cells) != len(columns) + 1:
        raise ValueError(f"{heading}: {cells[0]} has {len(cells) - 1} columns")
    readers: set[str] = set()
    for cell, column in zip(cells[1:], columns, strict=True):
        visitors = VISITORS if column == EVERYBODY else COLUMNS.get(column)
        if visitors is None:
            raise ValueError(f"{heading}: no readers are called {column!r}")
        readers.update(_chosen(cell, column, visitors, heading))
    for field in cells[0].replace("`", "").split(","):
        if field.strip() in rows:
            raise ValueError(f"{heading}: two rows about {field}")
        rows[field.strip()] = frozenset(readers)


def _chosen(cell: str, column: str, visitors: Sequence[str], heading: str) -> Sequence[str]:
    answer, _, names = cell.partition(":")
    chosen = [name.strip() for name in names.split(",") if name.strip()] or list(visitors)
    if answer not in ("yes", "no") or not set(chosen) <= set(visitors):
        raise ValueError(f"{heading}: {cell!r} in column {column}")
    return chosen if answer == "yes" else ()
