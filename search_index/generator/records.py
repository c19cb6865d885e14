"""What the generator makes: plain values, shaped like the portal's records. All of it is made up (見本)."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

PriceUnit = Literal["unit", "month", "year", "project"]


@dataclass(frozen=True, slots=True)
class GeneratedStartup:
    """A company. `number` is its place, from 0; the corporate number is none that was ever given."""

    id: UUID
    number: int
    name_ja: str
    name_kana: str
    name_en: str
    summary_ja: str
    address_ja: str
    founded: int
    """Year of foundation."""


@dataclass(frozen=True, slots=True)
class GeneratedSolution:
    """A published solution with all that search and matching look at.

    Attributes:
        conditions: condition of a site → "yes" or "no"; the others are unknown.
        days_public: for how many days it has been published.
        days_sold: for how many days it has been sold; None where it is not on sale yet.
    """

    id: UUID
    startup: GeneratedStartup
    title_ja: str
    title_en: str
    problem_ja: str
    how_ja: str
    evidence_ja: str
    categories: tuple[str, ...]
    regions: tuple[str, ...]
    site_types: tuple[str, ...]
    conditions: dict[str, Literal["yes", "no", "unknown"]]
    readiness: int
    price_yen: int
    price_unit: PriceUnit
    days_public: int
    days_sold: int | None

    @property
    def title(self) -> str:
        """Title as the index shows it."""
        return self.title_ja

    @property
    def body(self) -> str:
        """Problem, way and evidence, as the index keeps them; about 60 to 700 characters."""
        return "\n".join(part for part in (self.problem_ja, self.how_ja, self.evidence_ja) if part)


@dataclass(frozen=True, slots=True)
class GeneratedChallenge:
    """A published challenge. The number of days it stays open counts from today."""

    id: UUID
    title_ja: str
    problem_ja: str
    process_ja: str
    category: str
    site_type: str
    region: str
    conditions: tuple[str, ...]
    readiness_minimum: int
    pilot_budget_yen: int
    affected_ja: str
    days_public: int
    days_open: int
