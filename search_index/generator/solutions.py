"""Made-up solutions and challenges in any number, for demonstrations, benchmarks and tests.

Seeded: the same seed gives the same records, and a larger count begins with the smaller one. Lengths run
from one line to about 700 characters, words follow the frequencies of natural texts (few common ones, a
long tail of rare things, places and product names). No real product, company or body is meant.
"""

import random
from functools import lru_cache
from typing import Literal
from uuid import UUID, uuid5

from search_index import definitions
from search_index.generator import texts
from search_index.generator.companies import company
from search_index.generator.records import (
    GeneratedChallenge,
    GeneratedSolution,
    GeneratedStartup,
    PriceUnit,
)
from search_index.generator.words import fields, katakana_name, pick

SEED = 20201108
SOLUTIONS_A_COMPANY = 2
UNTITLED = 0.25
_SPACE = UUID("3f6a3c52-0f57-5a83-9d0e-7a7c5a1f4e21")
# Limits of the portal's fields.
_TITLE, _PROBLEM, _HOW, _EVIDENCE = 60, 400, 400, 220
_PRICES: tuple[tuple[int, PriceUnit], ...] = ((9_800, "month"), (29_800, "month"), (120_000, "year"), (480_000, "year"), (39_800, "unit"),
           (198_000, "unit"), (1_980_000, "unit"), (900_000, "project"), (4_500_000, "project"))  # fmt: skip


def generated_records(count: int, seed: int = SEED) -> list[GeneratedSolution]:
    """So many published solutions; their titles and bodies are all distinct.

    Args:
        count: how many.
        seed: another seed, other records.
    """
    found: list[GeneratedSolution] = []
    seen: set[tuple[str, str]] = set()
    number = 0
    while len(found) < count:
        one = _solution(number, seed, company_of(number, seed))
        number += 1
        if (one.title_ja, one.how_ja) not in seen:
            seen.add((one.title_ja, one.how_ja))
            found.append(one)
    return found


def short_solutions(count: int, seed: int = SEED) -> list[tuple[UUID, str, str]]:
    """Id, title and body of solutions as short as the judged ones (about 25 to 90 characters).

    A quarter has no title. All bodies are distinct.
    """
    found: list[tuple[UUID, str, str]] = []
    seen: set[str] = set()
    number = 0
    while len(found) < count:
        chance = random.Random(f"{seed} short {number}")
        about = texts.subject(chance, pick(chance, fields()))
        title = (
            "" if chance.random() < UNTITLED else _title(chance, about, katakana_name(chance)[0])
        )
        body = texts.short_body(chance, about)
        if body not in seen:
            seen.add(body)
            found.append((uuid5(_SPACE, f"{seed} short {number}"), title, body))
        number += 1
    return found


def generated_challenges(count: int, seed: int = SEED) -> list[GeneratedChallenge]:
    """So many published challenges."""
    return [_challenge(number, seed) for number in range(count)]


@lru_cache(maxsize=4096)
def _company(number: int, seed: int) -> GeneratedStartup:
    return company(number, seed)


def company_of(number: int, seed: int = SEED) -> GeneratedStartup:
    """The company of the solution of this place."""
    return _company(number // SOLUTIONS_A_COMPANY, seed)


def _solution(number: int, seed: int, maker: GeneratedStartup) -> GeneratedSolution:
    chance = random.Random(f"{seed} solution {number}")
    field = pick(chance, fields())
    about = texts.subject(chance, field)
    name, latin = katakana_name(chance)
    # Most descriptions are of middling length, some are a line, some fill every field.
    length = chance.choice((0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 9))
    readiness = min(9, max(1, round(chance.gauss(6.8, 1.6))))
    price, unit = chance.choice(_PRICES)
    public = 1 + int(chance.random() ** 2 * 1500)
    return GeneratedSolution(
        id=uuid5(_SPACE, f"{seed} solution {number}"),
        startup=maker,
        title_ja=texts.variant(chance, _title(chance, about, name))[:_TITLE],
        title_en=f"{latin} {about.form_en}",
        problem_ja=texts.problem(chance, about, max(1, min(length, 5)))[:_PROBLEM],
        how_ja=(
            texts.how(chance, about, length, name) if length else texts.short_body(chance, about)
        )[:_HOW],
        evidence_ja=texts.evidence(chance, about, min(length - 1, 3))[:_EVIDENCE] if length else "",
        categories=_categories(chance, field),
        regions=_regions(chance),
        site_types=_some(chance, tuple(field["sites"]), 2),
        conditions=_conditions(chance),
        readiness=readiness,
        price_yen=round(price * chance.choice((0.5, 0.8, 1, 1, 1.5, 2))),
        price_unit=unit,
        days_public=public,
        days_sold=public + chance.randrange(0, 900) if readiness >= 7 else None,
    )


def _challenge(number: int, seed: int) -> GeneratedChallenge:
    chance = random.Random(f"{seed} challenge {number}")
    field = pick(chance, fields())
    about = texts.subject(chance, field)
    return GeneratedChallenge(
        id=uuid5(_SPACE, f"{seed} challenge {number}"),
        title_ja=texts.wish(chance, about)[:_TITLE],
        problem_ja=texts.problem(chance, about, chance.choice((1, 2, 2, 3)))[:_PROBLEM],
        process_ja=texts.process(chance, about),
        category=field["category"],
        site_type=chance.choice(field["sites"]),
        region=chance.choice([term.key for term in definitions.regions()][:4]),
        conditions=_some(chance, tuple(term.key for term in definitions.conditions()), 2, least=0),
        readiness_minimum=chance.choice((4, 5, 6, 6, 7, 7, 8)),
        pilot_budget_yen=chance.choice((500, 1_000, 2_000, 3_000, 5_000, 10_000)) * 1_000,
        affected_ja=texts.affected(chance, about),
        days_public=chance.randrange(1, 60),
        days_open=chance.randrange(5, 90),
    )


def _title(chance: random.Random, about: texts.Subject, name: str) -> str:
    kind = chance.random()
    if kind < 0.45:
        return f"{about.thing}の{about.form} {name}"
    if kind < 0.7:
        return f"{pick(chance, about.field['products'])} {name}"
    return name if kind < 0.85 else f"{about.technology}の{about.form} {name}"


def _categories(chance: random.Random, field: dict[str, str]) -> tuple[str, ...]:
    if chance.random() < 0.75:
        return (field["category"],)
    other = pick(chance, fields())["category"]
    return tuple(dict.fromkeys((field["category"], other)))


def _regions(chance: random.Random) -> tuple[str, ...]:
    keys = [term.key for term in definitions.regions()]
    return (chance.choice(keys),) if chance.random() < 0.5 else ("all_tokyo",)


def _conditions(chance: random.Random) -> dict[str, Literal["yes", "no", "unknown"]]:
    keys = tuple(term.key for term in definitions.conditions())
    return {
        key: "yes" if chance.random() < 0.75 else "no" for key in _some(chance, keys, 4, least=0)
    }


def _some(
    chance: random.Random, keys: tuple[str, ...], most: int, least: int = 1
) -> tuple[str, ...]:
    return tuple(chance.sample(keys, k=chance.randint(least, min(most, len(keys)))))
