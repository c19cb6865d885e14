"""What the REST interface of pilots takes in and gives out."""

from datetime import date, datetime
from uuid import UUID

from foundation.web.api import Schema
from pitch.pilots.content import (
    EvaluationContent,
    MeasurementContent,
    PilotContent,
    PilotSource,
)


class PilotSummary(Schema):
    """A pilot in a list. Until its evaluation is published, others than its bureau see it running.

    `outcome_sample` marks an outcome made up for a real pilot of the past.
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
    organisation_name: str
    organisation_name_en: str | None
    organisation_now: str | None
    organisation_now_en: str | None
    startup_id: UUID
    startup_name_ja: str
    startup_name_en: str | None
    solution_id: UUID
    solution_title_ja: str
    solution_title_en: str | None
    evaluated_at: datetime | None
    published_at: datetime | None


class MeasurementOut(Schema):
    """One result; `corrected_at` marks one that no longer counts, `replaced_by` its successor."""

    id: UUID
    measured_on: date
    value: float | None
    sample_size: int | None
    note_ja: str | None
    note_en: str | None
    recorded_at: datetime
    corrected_at: datetime | None
    correction_reason: str | None
    replaced_by: UUID | None


class IndicatorOut(Schema):
    """One indicator. `standing` tells how its last result stands to the target; fewer than ten
    people give `too_few`."""

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
    standing: str
    measurements: list[MeasurementOut]


class EvaluationOut(Schema):
    """How the pilot ended; `budget_year` is a fiscal year (April to March)."""

    outcome: str
    reason_ja: str
    reason_en: str | None
    owner_ja: str
    owner_en: str | None
    budget_year: int | None
    evaluated_at: datetime
    published_at: datetime | None
    stopped_early: bool


class PilotOut(Schema):
    """A pilot as its reader may see it; `acts` names what the reader may do now."""

    id: UUID
    version: int
    state: str
    source_kind: str
    entry_id: UUID | None
    contest_id: UUID | None
    challenge_id: UUID | None
    call_name_ja: str | None
    call_name_en: str | None
    organisation_id: UUID
    organisation_name: str
    organisation_name_en: str | None
    organisation_now: str | None
    organisation_now_en: str | None
    startup_id: UUID
    startup_name_ja: str
    startup_name_en: str | None
    solution_id: UUID
    solution_title_ja: str
    solution_title_en: str | None
    solution_edition: int
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
    indicators: list[IndicatorOut]
    evaluation: EvaluationOut | None
    started_at: datetime | None
    published_at: datetime | None
    state_reason: str | None
    acts: list[str]


class NewPilot(Schema):
    """A plan with where it comes from; title, site and section left out are taken over from there."""

    source: PilotSource
    content: PilotContent


class ChangedPilot(Schema):
    """The whole plan anew; `version` is the one that was read."""

    version: int
    content: PilotContent


class NewMeasurement(Schema):
    """A result of one indicator."""

    indicator_id: UUID
    content: MeasurementContent


class CorrectedMeasurement(Schema):
    """A right result for a wrong one, with the reason."""

    content: MeasurementContent
    reason: str


class VoidedMeasurement(Schema):
    """Why a result should not be there."""

    reason: str


class NewEvaluation(Schema):
    """How a running pilot ends."""

    content: EvaluationContent
    version: int
