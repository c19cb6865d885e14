"""Judged pairs from a file: a challenge and the solution that was chosen for it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

_SPACE = UUID("0d5d0f0e-3a0c-5d0b-9a55-1f4a2a7a6f10")


@dataclass(frozen=True, slots=True)
class Solution:
    """A solution to rank among others; `title` may be empty."""

    id: UUID
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A challenge's text and the solution that answers it. `name` is the id in the file."""

    name: str
    challenge_id: UUID
    challenge: str
    solution: Solution


def solution_id(name: str) -> UUID:
    """An id made from a name of a file, the same each time, in no order that favours anyone."""
    return uuid5(_SPACE, f"solution {name}")


def read_pairs(path: Path) -> list[Pair]:
    """Pairs of a file shaped like pairs.json.

    Raises:
        ValueError: the file holds something else; says where.
    """
    return [
        Pair(
            name=str(row["id"]),
            challenge_id=uuid5(_SPACE, f"challenge {row['id']}"),
            challenge=row["challenge_ja"],
            solution=_solution(row),
        )
        for row in _rows(path, ("id", "challenge_ja", "solution_ja"))
    ]


def read_candidates(path: Path) -> list[Solution]:
    """Further solutions of a file: a list of {"id", "solution_title", "solution_ja"}."""
    return [_solution(row) for row in _rows(path, ("id", "solution_ja"))]


def _solution(row: dict[str, Any]) -> Solution:
    title = row.get("solution_title") or ""
    return Solution(solution_id(str(row["id"])), title, row["solution_ja"])


def _rows(path: Path, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(rows, list):
        raise ValueError(f"{path}: a list is expected")
    for number, row in enumerate(rows):
        missing = [key for key in keys if not isinstance(row, dict) or not row.get(key)]
        if missing:
            raise ValueError(f"{path}: row {number} lacks {', '.join(missing)}")
    return rows
