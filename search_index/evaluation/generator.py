"""Made-up solutions that read like real ones, for measuring among many.

Seeded: the same seed and count give the same texts, and a larger count begins with the smaller.
The texts name no real product. Length follows the judged pairs (about 25 to 90 characters).
"""

import json
import random
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any
from uuid import UUID

from search_index.evaluation.pairs import solution_id
from search_index.generator.solutions import generated_records

__all__ = ["Generated", "generated_records", "generated_solutions"]

NO_TITLE = 0.25


@dataclass(frozen=True, slots=True)
class Generated:
    """A made-up solution."""

    id: UUID
    title: str
    body: str


def generated_solutions(count: int, seed: int = 20201108) -> list[Generated]:
    """So many distinct solutions.

    Args:
        count: how many.
        seed: another seed, other texts.
    """
    chance = random.Random(seed)
    found: list[Generated] = []
    seen: set[str] = set()
    while len(found) < count:
        title, body = _title(chance), _body(chance)
        if body in seen:
            continue
        seen.add(body)
        found.append(Generated(solution_id(f"generated-{seed}-{len(found)}"), title, body))
    return found


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    folder = resources.files("search_index.evaluation")
    words: dict[str, Any] = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
    return words


def _title(chance: random.Random) -> str:
    if chance.random() < NO_TITLE:
        return ""
    words = _words()
    name = f"{chance.choice(words['name_heads'])}{chance.choice(words['name_tails'])}"
    return f"{name} {chance.choice(words['forms'])}" if chance.random() < 0.3 else name


def _body(chance: random.Random) -> str:
    words = _words()
    field = chance.choice(words["fields"])
    make = chance.choice((_by_technology, _by_people, _by_product))
    body = make(chance, words, field)
    if chance.random() < 0.6:
        ending = chance.choice(("benefits", "evidence"))
        body += f"{chance.choice(words[ending])}。"
    return body


def _by_technology(chance: random.Random, words: dict[str, Any], field: dict[str, Any]) -> str:
    return (
        f"{chance.choice(words['technologies'])}で{chance.choice(field['places'])}の"
        f"{chance.choice(field['objects'])}{chance.choice(words['actions'])}"
        f"{chance.choice(words['forms'])}。"
    )


def _by_people(chance: random.Random, words: dict[str, Any], field: dict[str, Any]) -> str:
    return (
        f"{chance.choice(field['people'])}が{chance.choice(field['places'])}で使う"
        f"{chance.choice(words['forms'])}。{chance.choice(field['objects'])}"
        f"{chance.choice(words['actions'])}仕組みで、{chance.choice(words['benefits'])}。"
    )


def _by_product(chance: random.Random, words: dict[str, Any], field: dict[str, Any]) -> str:
    return (
        f"{chance.choice(field['places'])}などで{chance.choice(field['people'])}を助ける"
        f"{chance.choice(field['products'])}。{chance.choice(words['technologies'])}を生かし、"
        f"{chance.choice(field['objects'])}{chance.choice(words['actions'])}。"
    )
