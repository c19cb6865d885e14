"""The demo data as a whole: read from the files in ``data/`` and checked.

``records`` tells what each record holds, ``checks`` what must be true of them together. What many records share
is written once:

* ``[every.<kind>]`` holds for every record of that kind in its file that says nothing else;
* ``[pairs.<key>]`` says where both records of a pair of history, the challenge and the solution, come from.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from portal.demo.checks import problems
from portal.demo.records import DemoData

DEMO_PASSWORD = "mihon-demo-2026"
"""The password of every demo account. Published on purpose: demo mode only."""


class DemoDataError(Exception):
    """The data files contradict the model or each other; carries every problem found."""

    def __init__(self, found: list[str]) -> None:
        super().__init__("\n".join(found))
        self.found = found


@cache
def load_demo_data() -> DemoData:
    """Read and check all data files.

    Raises:
        DemoDataError: a file does not fit the model, or the records contradict each other.
    """
    folder = files("portal.demo").joinpath("data")
    told: dict[str, dict[str, Any]] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            try:
                told[file.name] = tomllib.loads(file.read_text("utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise DemoDataError([f"{file.name}: {error}"]) from error
    pairs = {key: pair for tables in told.values() for key, pair in tables.pop("pairs", {}).items()}
    parts = [_part(name, tables, pairs) for name, tables in told.items()]
    kinds = [field.name for field in msgspec.structs.fields(DemoData)]
    data = DemoData(
        **{kind: [row for part in parts for row in getattr(part, kind)] for kind in kinds}
    )
    if found := problems(data):
        raise DemoDataError(found)
    return data


def _part(name: str, tables: dict[str, Any], pairs: dict[str, Any]) -> DemoData:
    """The records of one file, each with what it shares with others."""
    every = tables.pop("every", {})
    for kind, rows in tables.items():
        for row in rows:
            _fill(row, every.get(kind, {}))
            provenance = row.get("provenance", {})
            _fill(provenance, pairs.get(provenance.get("pair"), {}))
    try:
        return msgspec.convert(tables, DemoData)
    except msgspec.ValidationError as error:
        raise DemoDataError([f"{name}: {error}"]) from error


def _fill(row: dict[str, Any], shared: dict[str, Any]) -> None:
    """Take over what the row does not say itself, in its tables too."""
    for key, value in shared.items():
        if key in row and isinstance(value, dict):
            _fill(row[key], value)
        else:
            row.setdefault(key, value)
