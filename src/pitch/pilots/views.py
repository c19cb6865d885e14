"""What readers get to see of a pilot: frozen values, without tables behind them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from foundation import clock
from foundation.identity.organisations.shown import Named
from matching.vocabulary.provenance import Provenance
from pitch.pilots.states import Act, PilotState
from pitch.pilots.verdict import Standing, standing_of


@dataclass(frozen=True, kw_only=True)
class MeasurementView:
    """One result. `corrected_at` marks one that no longer counts, with the reason and successor."""

    id: UUID
    indicator_id: UUID
    measured_on: date
    value: float | None
    sample_size: int | None
    note_ja: str | None
    note_en: str | None
    recorded_at: datetime
    corrected_at: datetime | None
    correction_reason: str | None
    replaced_by: UUID | None

    @property
    def counts(self) -> bool:
        """Whether it still stands."""
        return self.corrected_at is None


@dataclass(frozen=True, kw_only=True)
class IndicatorView:
    """One indicator with the results its reader may see, oldest first.

    `baseline` is None for readers who may not see results.
    """

    id: UUID
    name_ja: str
    name_en: str | None
    unit_ja: str | None
    unit_en: str | None
    method_ja: str | None
    method_en: str | None
    better: str
    baseline: float | None
    target: float | None
    measurements: tuple[MeasurementView, ...]

    @property
    def latest(self) -> MeasurementView | None:
        """The last result that stands."""
        standing = [one for one in self.measurements if one.counts]
        return standing[-1] if standing else None

    @property
    def standing(self) -> Standing:
        """How the last result stands to the target."""
        latest = self.latest
        return standing_of(
            self.better,
            self.target,
            latest.value if latest else None,
            latest.sample_size if latest else None,
            measured=latest is not None,
        )


@dataclass(frozen=True, kw_only=True)
class EvaluationView:
    """How the pilot ended. `stopped_early`: stopped before the last day of its period."""

    outcome: str
    reason_ja: str
    reason_en: str | None
    owner_ja: str
    owner_en: str | None
    budget_year: int | None
    evaluated_at: datetime
    published_at: datetime | None
    stopped_early: bool


@dataclass(frozen=True, kw_only=True)
class PilotRow(Named):
    """A pilot in a list, as its reader may see it.

    `state` of one whose evaluation the reader may not see yet is `running`; `outcome` is then None.
    `outcome_sample`: no source tells the outcome of this real pilot, it is a sample (見本).
    """

    id: UUID
    state: str
    outcome: str | None
    outcome_sample: bool
    title_ja: str
    title_en: str | None
    site_ja: str | None
    site_en: str | None
    starts_on: date | None
    ends_on: date | None
    organisation_id: UUID
    startup_id: UUID
    startup_name_ja: str
    startup_name_en: str | None
    solution_id: UUID
    solution_title_ja: str
    solution_title_en: str | None
    challenge_id: UUID | None
    evaluated_at: datetime | None
    published_at: datetime | None
    updated_at: datetime

    @property
    def is_past_its_period(self) -> bool:
        """It still runs, though its last day is over."""
        return is_past(self.state, self.ends_on)


def is_past(state: str, ends_on: date | None) -> bool:
    """Whether a running pilot's last day is over."""
    return state == PilotState.RUNNING and ends_on is not None and ends_on < clock.today()


@dataclass(frozen=True, kw_only=True)
class PilotView(Named):
    """A pilot as one reader may see it.

    Attributes:
        state: as in `PilotRow`.
        challenge_*, contest_*: empty where the reader may not see them.
        insider: the reader is of the bureau or the secretariat.
        partner: the reader is of the startup.
        leads: the reader may change it.
        sees_results: results so far are in `indicators`.
        evaluation: None until there is one the reader may see.
        acts: what the reader may do now that moves it on.
        snapshot_sha256: hash of the solution's edition that is frozen with the pilot.
    """

    id: UUID
    version: int
    state: str
    source_kind: str
    entry_id: UUID | None
    contest_id: UUID | None
    contest_theme_ja: str | None
    contest_theme_en: str | None
    call_name_ja: str | None
    call_name_en: str | None
    organisation_id: UUID
    startup_id: UUID
    startup_name_ja: str
    startup_name_en: str | None
    solution_id: UUID
    solution_title_ja: str
    solution_title_en: str | None
    solution_edition: int
    snapshot_sha256: str
    challenge_id: UUID | None
    challenge_number: str | None
    challenge_title_ja: str | None
    challenge_title_en: str | None
    title_ja: str
    title_en: str | None
    site_ja: str | None
    site_en: str | None
    section_ja: str | None
    section_en: str | None
    starts_on: date | None
    ends_on: date | None
    period_note_ja: str | None
    period_note_en: str | None
    plan_ja: str | None
    plan_en: str | None
    hypothesis_ja: str | None
    hypothesis_en: str | None
    indicators: tuple[IndicatorView, ...]
    evaluation: EvaluationView | None
    created_at: datetime
    agreed_at: datetime | None
    started_at: datetime | None
    cancelled_at: datetime | None
    published_at: datetime | None
    updated_at: datetime
    state_reason: str | None
    provenance: Provenance | None
    insider: bool
    partner: bool
    leads: bool
    sees_results: bool
    acts: tuple[Act, ...]

    @property
    def is_published(self) -> bool:
        """Whether the evaluation is public."""
        return self.published_at is not None

    @property
    def is_past_its_period(self) -> bool:
        """It still runs, though its last day is over."""
        return is_past(self.state, self.ends_on)

    @property
    def measurements(self) -> int:
        """How many results stand."""
        return sum(one.counts for indicator in self.indicators for one in indicator.measurements)
