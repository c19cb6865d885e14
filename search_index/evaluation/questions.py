"""Ways of asking for the same solution: the whole challenge, one line, English, reworded, mistyped."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from search_index.evaluation.mistakes import mistyped
from search_index.evaluation.pairs import Pair


class Kind(StrEnum):
    """Kind of question; the values of the written ones are keys of variants.json."""

    FULL = "full"
    ONE_LINE = "one_line"
    ENGLISH = "english"
    PARAPHRASE = "paraphrase"
    TYPING_ERRORS = "typing_errors"


WRITTEN = (Kind.ONE_LINE, Kind.ENGLISH, Kind.PARAPHRASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A text that asks for the solution of a pair."""

    kind: Kind
    pair: Pair
    text: str


def full_questions(pairs: Sequence[Pair]) -> list[Question]:
    """Every challenge as its bureau wrote it."""
    return [Question(Kind.FULL, pair, pair.challenge) for pair in pairs]


def other_questions(
    pairs: Sequence[Pair], variants: Sequence[dict[str, str]], seed: int
) -> dict[Kind, list[Question]]:
    """Further questions by kind: those written for these pairs, and mistyped ones made of all pairs.

    Args:
        variants: rows of variants.json; rows of other pairs are left out.
        seed: of the typing errors.
    """
    by_name = {pair.name: pair for pair in pairs}
    found = {
        kind: [
            Question(kind, by_name[row["pair_id"]], row[kind])
            for row in variants
            if row["pair_id"] in by_name and row.get(kind)
        ]
        for kind in WRITTEN
    }
    found[Kind.TYPING_ERRORS] = [
        Question(Kind.TYPING_ERRORS, pair, mistyped(pair.challenge, seed)) for pair in pairs
    ]
    return {kind: questions for kind, questions in found.items() if questions}


def read_variants(path: Path) -> list[dict[str, str]]:
    """Rows of a file shaped like variants.json.

    Raises:
        ValueError: the file holds something else; says where.
    """
    rows: Any = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(rows, list):
        raise ValueError(f"{path}: a list is expected")
    for number, row in enumerate(rows):
        if not isinstance(row, dict) or not isinstance(row.get("pair_id"), str):
            raise ValueError(f"{path}: row {number} lacks pair_id")
        if any(not isinstance(row.get(kind, ""), str) for kind in WRITTEN):
            raise ValueError(f"{path}: row {number} holds something other than texts")
    return rows
