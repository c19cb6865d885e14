"""What readers get to see of a certification: frozen values, without tables behind them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from foundation import clock
from foundation.identity.organisations.shown import Named
from matching.vocabulary.provenance import Provenance
from procurement.certification.content import CertificationContent
from procurement.certification.grounds.reading import Grounds
from procurement.certification.states import PUBLIC, Act, CertificationState
from procurement.certification.term import last_possible_day


class Standing(StrEnum):
    """How a certification stands on a day; before publication it is its state."""

    DRAFT = "draft"
    ABANDONED = "abandoned"
    DECIDED = "decided"
    UPCOMING = "upcoming"
    IN_TERM = "in_term"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REVOKED = "revoked"


def standing_on(
    day: date,
    state: str,
    term: tuple[date | None, date | None],
    revoked_on: date | None,
    suspended: bool,
) -> Standing:
    """How a certification stands on a day.

    Args:
        state: it is in.
        term: its first and last day; None while it is not decided.
        revoked_on: first day on which it no longer held.
        suspended: whether a suspension covers the day.
    """
    start, end = term
    if state not in PUBLIC or start is None or end is None:
        return Standing(state)
    if revoked_on is not None and revoked_on <= day:
        return Standing.REVOKED
    if day > last_possible_day(end, revoked_on):
        return Standing.EXPIRED
    if suspended:
        return Standing.SUSPENDED
    return Standing.UPCOMING if day < start else Standing.IN_TERM


@dataclass(frozen=True, kw_only=True)
class SuspensionView:
    """One suspension (停止); the days are inclusive, `last_day` is None while no end is set."""

    first_day: date
    last_day: date | None
    reason_ja: str
    reason_en: str | None
    ended: bool
    end_reason: str | None

    def covers(self, day: date) -> bool:
        """Whether it suspends on a day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    @property
    def empty(self) -> bool:
        """Whether it was ended before it covered a single day."""
        return self.last_day is not None and self.last_day < self.first_day


@dataclass(frozen=True, kw_only=True)
class CertificationRow(Named):
    """A certification in a list of one's own."""

    id: UUID
    state: str
    version: int
    decision_number: str | None
    organisation_id: UUID
    title_ja: str
    title_en: str | None
    firm_name: str
    firm_name_en: str | None
    decided_at: datetime | None
    published_at: datetime | None
    term_start: date | None
    term_end: date | None
    revoked_on: date | None
    suspended: bool
    updated_at: datetime

    @property
    def standing(self) -> Standing:
        """How it stands today."""
        term = (self.term_start, self.term_end)
        return standing_on(clock.today(), self.state, term, self.revoked_on, self.suspended)


@dataclass(frozen=True, kw_only=True)
class CertificationView(Named):
    """A certification as one reader may see it.

    Attributes:
        content: what it says; method and funds of the plan, the reasons of the tests and the
            opinions are there only for readers of the evidence, the whole plan for the firm too.
        price_yen: in `content`, only where the firm lets everybody read it, or for those readers.
        owner: the reader certifies for its bureau; `state_reason` is for owners.
        evidence_reader: the reader sees all that the decision rested on.
        whole_plan: the reader sees all four items of the plan.
        acts: what the reader may do now that changes its state.
        grounds: what a decision would rest on now; there for owners of a draft.
    """

    id: UUID
    version: int
    state: str
    organisation_id: UUID
    solution_id: UUID
    startup_id: UUID
    source_kind: str
    source_id: UUID | None
    source_label: str | None
    pilot_outcome: str | None
    title_ja: str
    title_en: str | None
    summary_ja: str
    summary_en: str | None
    regions: tuple[str, ...]
    firm_name: str
    firm_kana: str
    firm_name_en: str | None
    corporate_number: str | None
    firm_address: str | None
    price_public: bool
    content: CertificationContent
    decision_number: str | None
    decided_at: datetime | None
    published_at: datetime | None
    term_start: date | None
    term_end: date | None
    required_opinions: int | None
    opinions_heard: int | None
    legal_basis: str | None
    suspensions: tuple[SuspensionView, ...]
    revoked_on: date | None
    revoked_reason_ja: str | None
    revoked_reason_en: str | None
    sample: bool
    sample_fields: tuple[str, ...]
    provenance: Provenance | None
    owner: bool
    evidence_reader: bool
    whole_plan: bool
    acts: tuple[Act, ...]
    decided_by: str | None = None
    published_by: str | None = None
    evidence_sha256: str | None = None
    state_reason: str | None = None
    abandoned_at: datetime | None = None
    grounds: Grounds | None = None

    @property
    def seen(self) -> str | None:
        """The sign of what a decision would rest on now, to be sent back with it."""
        return self.grounds.seen if self.grounds else None

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it."""
        return self.state in PUBLIC

    @property
    def is_draft(self) -> bool:
        """Whether it can still be written."""
        return self.state == CertificationState.DRAFT

    @property
    def suspension(self) -> SuspensionView | None:
        """The suspension that covers today."""
        today = clock.today()
        return next((one for one in self.suspensions if one.covers(today)), None)

    @property
    def standing(self) -> Standing:
        """How it stands today."""
        return standing_on(
            clock.today(),
            self.state,
            (self.term_start, self.term_end),
            self.revoked_on,
            self.suspension is not None,
        )
