"""What is frozen of a list, and the order made again from it alone.

The JSON file holds the very bytes that are kept, so that `sha256sum` of the file gives the hash that is
shown with the list and printed on the PDF. Everything the order rests on is inside: what was asked, by
which rules and constants, and the parts of every score. `reranked` needs nothing else, however the
matcher changes later.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from foundation.audit import FrozenKind

FORMAT = 1


class FrozenFact(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One structured fact: how it stands to the challenge, and the points it counts (−2 to +2).

    Attributes:
        kind: `matcher.scoring.rules.Kind`.
        fits: for, against or unknown.
        mode: what the bureau had it do: `must`, `order` or `shown`.
    """

    kind: str
    fits: str
    effect: int
    mode: str
    label_ja: str
    label_en: str
    detail_ja: str = ""
    detail_en: str = ""


class FrozenResult(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A solution in its place, with the parts of its score.

    Attributes:
        edition: of the solution that was compared.
        rank: from 1.
        score: text_score + point · points, rounded.
        text_score: closeness + evidence_share · evidence, rounded.
        closeness: hub-corrected cosine; None where no vector was there yet.
        evidence: of the words, in nats.
        coverage: share of the challenge's word weight, 0 to 1; shown, not scored.
        points: sum of the effects of facts that counted.
        band: strong, medium, weak or unknown.
        rank_by_words, rank_by_meaning, rank_by_text: places by one part alone.
        met, missing: key terms of the challenge.
    """

    solution_id: UUID
    edition: int
    title: str
    startup_id: UUID
    startup_name: str
    rank: int
    score: float
    text_score: float
    closeness: float | None
    evidence: float
    coverage: float
    points: int
    band: str
    rank_by_words: int | None
    rank_by_meaning: int | None
    rank_by_text: int | None
    met: list[str]
    missing: list[str]
    facts: list[FrozenFact]


class FrozenTerm(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A key term (照合の言葉).

    Attributes:
        surface: as written.
        form: normalised.
        parts: what a compound is made of; a solution that has them all has the term.
        synonyms: words of the same sense that some solution uses.
        kept: False where the bureau left it out.
    """

    surface: str
    form: str
    parts: list[str] = []
    synonyms: list[str] = []
    kept: bool = True


class FrozenFormula(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The constants of the score.

    Attributes:
        neighbours: background challenges that hubness is taken from.
        evidence_share: weight of the words.
        ordinary_words: texts of up to so many distinct words are not damped.
        point: what one point of facts moves.
        digits: decimals that scores are rounded to before ordering.
    """

    neighbours: int
    evidence_share: float
    ordinary_words: int
    point: float
    digits: int


class FrozenVersions(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Which programs answered.

    Attributes:
        engine: of the search, with its version ("" where it does not tell).
        degraded: another engine should have answered and was away.
        settings_sha256: of the index's settings, vocabularies and synonyms.
        model: of the vectors; None where words alone decided.
        software: of King Salmon.
    """

    engine: str
    engine_version: str
    degraded: bool
    settings_sha256: str
    model: str | None
    software: str


class FrozenRanking(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A ranking (照合) with what it rests on.

    Attributes:
        made_at: when it was made.
        searched: published solutions that were compared.
        by_meaning: False where words alone decided.
        terms: kept and dropped ones, in the order of the challenge's text.
        criteria: what the bureau chose: words added and removed, and for each condition whether it
            must be met (`must`), counts for the order (`order`) or is only shown (`shown`).
        condition_labels: condition → what it asks, in Japanese and English.
        filters: hard conditions handed to the engine.
        rules: points of each kind of fact (policy, not learned).
        results: all that were ranked, best first.
    """

    made_at: datetime
    searched: int
    by_meaning: bool
    terms: list[FrozenTerm]
    criteria: dict[str, Any]
    condition_labels: dict[str, list[str]]
    filters: dict[str, Any]
    rules: dict[str, Any]
    formula: FrozenFormula
    versions: FrozenVersions
    results: list[FrozenResult]


class FrozenCandidate(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A solution that the bureau kept, as it was.

    Attributes:
        entry_id: of the shortlist's entry.
        rank: in `ranking.results`; None where the ranking did not reach it.
        note: what the bureau wrote beside it.
        solution: `solution_snapshot` of its edition, without what is not public.
    """

    entry_id: UUID
    solution_id: UUID
    rank: int | None
    note: str
    added_at: datetime
    added_by: str | None
    solution: dict[str, Any]


class FrozenChallenge(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The challenge in the edition of that moment, with its content."""

    id: UUID
    number: str | None
    edition: int
    organisation_id: UUID
    organisation_name: str
    content: dict[str, Any]


class FrozenContent(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """All of it.

    Attributes:
        number: which freeze of this challenge it is, from 1.
        frozen_by, frozen_for: name of the person and of the organisation they acted for.
    """

    format: int = FORMAT
    number: int
    challenge: FrozenChallenge
    candidates: list[FrozenCandidate]
    ranking: FrozenRanking
    frozen_at: datetime
    frozen_by: str
    frozen_by_id: UUID | None
    frozen_for: str | None

    def result_of(self, candidate: FrozenCandidate) -> FrozenResult | None:
        """Where the ranking had a candidate; None where it did not reach it."""
        found = (one for one in self.ranking.results if one.solution_id == candidate.solution_id)
        return next(found, None)


def reranked(ranking: FrozenRanking) -> list[UUID]:
    """The order made again from the frozen parts alone: best first, ties by id.

    Decimals are added as they are written, so that no machine rounds differently.
    """
    point = _exact(ranking.formula.point)

    def place(one: FrozenResult) -> tuple[Decimal, UUID]:
        score = _exact(one.text_score) + point * one.points
        return -round(score, ranking.formula.digits), one.solution_id

    return [one.solution_id for one in sorted(ranking.results, key=place)]


def problems(content: FrozenContent) -> list[str]:
    """What a record says that its own parts do not give, one line in English each."""
    found: list[str] = []
    ranking = content.ranking
    if reranked(ranking) != [one.solution_id for one in ranking.results]:
        found.append("the parts of the scores give another order than the one kept")
    if [one.rank for one in ranking.results] != list(range(1, len(ranking.results) + 1)):
        found.append("the ranks are not 1, 2, 3 …")
    found += _unequal_scores(ranking.results, ranking.formula)
    return found


def _unequal_scores(results: Sequence[FrozenResult], formula: FrozenFormula) -> list[str]:
    """Scores that their own parts do not make. Parts are kept rounded: one last digit is free."""
    last_digit = Decimal(1).scaleb(-formula.digits)
    found = []
    for one in results:
        score = _exact(one.text_score) + _exact(formula.point) * one.points
        text = one.closeness is not None and abs(
            _exact(one.closeness)
            + _exact(formula.evidence_share) * _exact(one.evidence)
            - _exact(one.text_score)
        )
        if abs(score - _exact(one.score)) > last_digit or (text and text > last_digit):
            found.append(f"the score at rank {one.rank} is not the sum of its parts")
    return found


def _exact(value: float) -> Decimal:
    return Decimal(repr(value))


FROZEN_LISTS = FrozenKind(
    table="frozen_shortlist",
    record=FrozenContent,
    label="challenge {challenge}, list {number}",
    object_kind="frozen_shortlist",
    actions=["shortlist.freeze"],
    problems=problems,
)
