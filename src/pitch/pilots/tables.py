"""Pilots (実証), what they measure, and what was measured."""

from piccolo.columns import (
    JSONB,
    UUID,
    Date,
    DoublePrecision,
    ForeignKey,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from foundation.database import DB
from foundation.identity.tables import Account, Organisation
from matching.challenges.tables import Challenge
from matching.solutions.tables import Solution
from pitch.contests.tables import Entry
from pitch.pilots.states import Better, Outcome, PilotState, SourceKind

WORD = 20


class Pilot(Table, db=DB, tablename="pilot"):
    """One trial of one solution at a public site, planned and judged by a bureau.

    `entry`, `challenge` and `call_name_*` say where it came from, by `source_kind`. `startup` is
    the organisation that offers the solution. `snapshot` is the solution as it was when the pilot
    was planned, taken anew at the start and frozen from then on. The evaluation's columns are
    filled together; `published_at` comes later.
    """

    id = UUID(primary_key=True, null=False, default=None)
    version = Integer(null=False, default=1)
    organisation = ForeignKey(Organisation, on_delete=OnDelete.restrict, null=False, default=None)
    startup = ForeignKey(Organisation, on_delete=OnDelete.restrict, null=False, default=None)
    solution = ForeignKey(Solution, on_delete=OnDelete.restrict, null=False, default=None)
    challenge = ForeignKey(Challenge, on_delete=OnDelete.restrict, null=True, default=None)
    source_kind = Varchar(length=WORD, null=False, default=None, choices=SourceKind)
    entry = ForeignKey(Entry, on_delete=OnDelete.restrict, null=True, default=None)
    call_name_ja = Text(null=True, default=None)
    call_name_en = Text(null=True, default=None)
    snapshot = JSONB(null=False, default=None)
    state = Varchar(length=WORD, null=False, default=PilotState.PLANNED.value, choices=PilotState)

    title_ja = Text(null=False, default=None)
    title_en = Text(null=True, default=None)
    site_ja = Text(null=True, default=None)
    site_en = Text(null=True, default=None)
    section_ja = Text(null=True, default=None)
    section_en = Text(null=True, default=None)
    starts_on = Date(null=True, default=None)
    ends_on = Date(null=True, default=None)
    period_note_ja = Text(null=True, default=None)
    period_note_en = Text(null=True, default=None)
    plan_ja = Text(null=True, default=None)
    plan_en = Text(null=True, default=None)
    hypothesis_ja = Text(null=True, default=None)
    hypothesis_en = Text(null=True, default=None)

    outcome = Varchar(length=WORD, null=True, default=None, choices=Outcome)
    outcome_reason_ja = Text(null=True, default=None)
    outcome_reason_en = Text(null=True, default=None)
    outcome_owner_ja = Text(null=True, default=None)
    outcome_owner_en = Text(null=True, default=None)
    budget_year = SmallInt(null=True, default=None)
    evaluated_at = Timestamptz(null=True, default=None)
    evaluated_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    published_at = Timestamptz(null=True, default=None)
    published_for = UUID(null=True, default=None)
    published_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)

    provenance = JSONB(null=True, default=None)
    created_at = Timestamptz(null=False, default=None)
    created_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    updated_at = Timestamptz(null=False, default=None)
    agreed_at = Timestamptz(null=True, default=None)
    started_at = Timestamptz(null=True, default=None)
    started_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    cancelled_at = Timestamptz(null=True, default=None)
    state_reason = Text(null=True, default=None)


class Indicator(Table, db=DB, tablename="pilot_indicator"):
    """What a pilot measures (指標), with its value before and the one aimed at."""

    id = UUID(primary_key=True, null=False, default=None)
    pilot = ForeignKey(Pilot, on_delete=OnDelete.restrict, null=False, default=None)
    position = SmallInt(null=False, default=None)
    name_ja = Text(null=False, default=None)
    name_en = Text(null=True, default=None)
    unit_ja = Text(null=True, default=None)
    unit_en = Text(null=True, default=None)
    method_ja = Text(null=True, default=None)
    method_en = Text(null=True, default=None)
    better = Varchar(length=WORD, null=False, default=None, choices=Better)
    baseline = DoublePrecision(null=True, default=None)
    target = DoublePrecision(null=True, default=None)


class Measurement(Table, db=DB, tablename="pilot_measurement"):
    """One result (測定値), never changed or deleted: a wrong one is marked, with what takes its place.

    `value` is null where only a direction is known; then the note tells it.
    """

    id = UUID(primary_key=True, null=False, default=None)
    indicator = ForeignKey(Indicator, on_delete=OnDelete.restrict, null=False, default=None)
    measured_on = Date(null=False, default=None)
    value = DoublePrecision(null=True, default=None)
    sample_size = Integer(null=True, default=None)
    note_ja = Text(null=True, default=None)
    note_en = Text(null=True, default=None)
    recorded_at = Timestamptz(null=False, default=None)
    recorded_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    corrected_at = Timestamptz(null=True, default=None)
    corrected_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    correction_reason = Text(null=True, default=None)
    replaced_by = UUID(null=True, default=None)
