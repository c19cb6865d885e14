"""The rooms form no circle: whatever a room imports can be read without it."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import grimp
import pytest

ROOTS = ("foundation", "matching", "pitch", "procurement", "portal", "search_index")


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def _imports(graph: grimp.ImportGraph) -> Iterator[tuple[str, str]]:
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            if _room(module) != _room(imported):
                yield module, imported


def _circle(imports: list[tuple[str, str]]) -> list[str]:
    """Rooms of a circle, each of which imports the one behind it; none where there is none."""
    rooms = TopologicalSorter[str]()
    for module, imported in imports:
        rooms.add(_room(module), _room(imported))
    try:
        rooms.prepare()
    except CycleError as found:
        return list(reversed(found.args[1]))
    return []


@pytest.fixture(scope="module")
def imports() -> list[tuple[str, str]]:
    return sorted(_imports(grimp.build_graph(*ROOTS, cache_dir=None)))


def test_no_rooms_import_each_other_in_a_circle(imports: list[tuple[str, str]]) -> None:
    found = _circle(imports)
    steps = set(pairwise(found))
    by = [f"{a} imports {b}" for a, b in imports if (_room(a), _room(b)) in steps]
    assert not found, "\n".join(by)


def test_a_circle_is_found() -> None:
    assert _circle([("a.x.p", "a.y.q"), ("a.y.r", "b.z"), ("b.z.s", "a.x")]) != []
    assert _circle([("a.x.p", "a.y.q"), ("a.y.r", "b.z")]) == []
