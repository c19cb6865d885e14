"""What readers get to see of a solution: frozen values, without tables behind them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from matching.solutions.content import SolutionContent, edition_content
from matching.solutions.states import Act, SolutionState
from matching.startups.views import StartupFacts
from matching.vocabulary.provenance import Provenance


class SolutionRow(msgspec.Struct, frozen=True, kw_only=True):
    """A solution in a list; price only where everybody may read it."""

    id: UUID
    state: str
    edition: int
    version: int
    title_ja: str
    title_en: str | None
    problem_ja: str | None
    problem_en: str | None
    categories: tuple[str, ...]
    regions: tuple[str, ...]
    readiness: int | None
    price_yen: int | None
    price_unit: str | None
    startup_id: UUID
    startup_name_ja: str
    startup_name_en: str | None
    sample: bool
    edition_at: datetime | None
    updated_at: datetime


@dataclass(frozen=True, kw_only=True)
class ComparedSolution:
    """What is compared of a public solution; price as its reader may see it."""

    id: UUID
    startup_id: UUID
    startup_name_ja: str
    startup_name_en: str | None
    edition: int
    title_ja: str
    title_en: str | None
    categories: list[str]
    site_types: list[str]
    regions: list[str]
    conditions: dict[str, str]
    readiness: int | None
    on_sale_since: date | None
    not_on_sale: bool
    price_yen: int | None
    price_unit: str | None
    price_note_ja: str | None
    price_note_en: str | None


@dataclass(frozen=True, kw_only=True)
class PublicSolution:
    """What the index holds of a public solution.

    Attributes:
        words: the startup's names and the English texts, to be found beside the Japanese.
    """

    id: UUID
    startup_id: UUID
    startup_name_ja: str
    startup_name_en: str | None
    title_ja: str
    title_en: str | None
    categories: list[str]
    site_types: list[str]
    regions: list[str]
    readiness: int | None
    conditions: dict[str, str]
    published_at: datetime
    edition_at: datetime
    body: str
    words: str


class EditionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One published edition of a solution; `by` is who published it."""

    edition: int
    published_at: datetime
    changed_fields: tuple[str, ...]
    by: str | None


@dataclass(frozen=True, kw_only=True)
class SolutionView:
    """A solution as one reader may see it.

    Attributes:
        content: what it says; evidence and price are None for readers outside unless public.
        insider: the reader is of its startup or the secretariat; fields from `updated_at` on are
            empty for all others.
        owner: the reader writes solutions for its startup.
        acts: what the reader may do now that changes its state.
        price_hidden, evidence_hidden: there is one, which this reader does not see.
        sample: the whole record is made up (見本); of a real firm, `provenance.sample_fields`.
    """

    id: UUID
    version: int
    edition: int
    state: str
    content: SolutionContent
    startup_id: UUID
    startup_name_ja: str
    startup_name_en: str | None
    startup_state: str
    sample: bool
    provenance: Provenance | None
    published_at: datetime | None
    edition_at: datetime | None
    insider: bool
    owner: bool
    price_hidden: bool
    evidence_hidden: bool
    acts: tuple[Act, ...]
    updated_at: datetime | None = None
    withdrawn_at: datetime | None = None
    state_reason: str | None = None
    editions: tuple[EditionRow, ...] = ()

    @property
    def title_ja(self) -> str:
        """Shorthand for the most asked-for field."""
        return self.content.title_ja

    @property
    def title_en(self) -> str | None:
        """Shorthand, as `title_ja`."""
        return self.content.title_en

    @property
    def published(self) -> bool:
        """Whether its startup has published it."""
        return self.state == SolutionState.PUBLISHED


class SolutionSnapshot(msgspec.Struct, kw_only=True, frozen=True):
    """What a solution said in a published edition, as a record keeps it that froze it.

    Attributes:
        published_at: when the edition came out, in ISO 8601, as it was written down.
        sha256: of edition and content.
    """

    solution_id: UUID
    edition: int
    published_at: str
    startup: StartupFacts
    content: SolutionContent
    sha256: str

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "SolutionSnapshot":
        """The snapshot among a record's columns (`solution_snapshot`)."""
        return msgspec.convert({**kept, "content": edition_content(kept["content"])}, cls)
