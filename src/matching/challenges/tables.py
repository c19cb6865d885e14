"""Challenges (課題), what they said in each published edition, and the counter of their numbers.

The keys of category, site type, region and conditions are checked by the application against the
vocabulary, which may grow without a migration.
"""

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    BigInt,
    Date,
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
from matching.challenges.states import ChallengeState

KEY_LENGTH = 40


class Challenge(Table, db=DB, tablename="challenge"):
    """One problem of one bureau. `version` counts every change, `edition` those after publication."""

    id = UUID(primary_key=True, null=False, default=None)
    version = Integer(null=False, default=1)
    edition = Integer(null=False, default=0)
    organisation = ForeignKey(Organisation, on_delete=OnDelete.restrict, null=False, default=None)
    number = Varchar(length=20, null=True, default=None, unique=True)
    state = Varchar(
        length=20, null=False, default=ChallengeState.DRAFT.value, choices=ChallengeState
    )

    title_ja = Text(null=False, default=None)
    title_en = Text(null=True, default=None)
    section_ja = Text(null=True, default=None)
    section_en = Text(null=True, default=None)
    problem_ja = Text(null=True, default=None)
    problem_en = Text(null=True, default=None)
    process_ja = Text(null=True, default=None)
    process_en = Text(null=True, default=None)
    process_cost_yen = BigInt(null=True, default=None)
    process_cost_note_ja = Text(null=True, default=None)
    process_cost_note_en = Text(null=True, default=None)
    assumed_solution_ja = Text(null=True, default=None)
    assumed_solution_en = Text(null=True, default=None)
    affected_ja = Text(null=True, default=None)
    affected_en = Text(null=True, default=None)
    affected_count = BigInt(null=True, default=None)
    site_type = Varchar(length=KEY_LENGTH, null=True, default=None)
    site_ja = Text(null=True, default=None)
    site_en = Text(null=True, default=None)
    region = Varchar(length=KEY_LENGTH, null=True, default=None)
    conditions = Array(base_column=Text(), null=False, default=list)
    conditions_note_ja = Text(null=True, default=None)
    conditions_note_en = Text(null=True, default=None)
    readiness_minimum = SmallInt(null=True, default=None)
    pilot_budget_yen = BigInt(null=True, default=None)
    later_budget_yen = BigInt(null=True, default=None)
    category = Varchar(length=KEY_LENGTH, null=True, default=None)
    desired_start = Date(null=True, default=None)
    closes_on = Date(null=True, default=None)

    provenance = JSONB(null=True, default=None)
    created_at = Timestamptz(null=False, default=None)
    created_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    updated_at = Timestamptz(null=False, default=None)
    submitted_at = Timestamptz(null=True, default=None)
    submitted_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    returned_at = Timestamptz(null=True, default=None)
    returned_reason = Text(null=True, default=None)
    published_at = Timestamptz(null=True, default=None)
    published_for = UUID(null=True, default=None)
    published_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    corrected_at = Timestamptz(null=True, default=None)
    closed_at = Timestamptz(null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)
    state_reason = Text(null=True, default=None)


class ChallengeEdition(Table, db=DB, tablename="challenge_edition"):
    """What a challenge said when it was published, and after each correction (訂正); never changed."""

    id = UUID(primary_key=True, null=False, default=None)
    challenge = ForeignKey(Challenge, on_delete=OnDelete.restrict, null=False, default=None)
    edition = Integer(null=False, default=None)
    content = JSONB(null=False, default=None)
    changed_fields = Array(base_column=Text(), null=False, default=list)
    note = Text(null=True, default=None)
    published_at = Timestamptz(null=False, default=None)
    published_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)


class ChallengeNumber(Table, db=DB, tablename="challenge_number"):
    """The last number given in a fiscal year (年度); its row is the lock that keeps numbers unique."""

    id = Integer(primary_key=True, null=False, default=None)
    last = Integer(null=False, default=0)
