"""Contests with their rubric and judges, and the entries of startups."""

from piccolo.columns import (
    JSONB,
    UUID,
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
from foundation.frozen import HASH_LENGTH
from foundation.identity.tables import Account, Organisation
from matching.challenges.tables import Challenge
from matching.solutions.tables import Solution
from pitch.contests.states import ContestState, EntryState


class Contest(Table, db=DB, tablename="contest"):
    """A pitch contest on a theme. `rubric_hash` fixes the rubric from the day of opening."""

    id = UUID(primary_key=True, null=False, default=None)
    version = Integer(null=False, default=1)
    state = Varchar(length=20, null=False, default=ContestState.DRAFT.value, choices=ContestState)
    challenge = ForeignKey(Challenge, on_delete=OnDelete.restrict, null=False, default=None)
    theme_ja = Text(null=False, default=None)
    theme_en = Text(null=True, default=None)
    edition_ja = Text(null=True, default=None)
    edition_en = Text(null=True, default=None)
    description_ja = Text(null=False, default=None)
    description_en = Text(null=True, default=None)
    entry_deadline = Timestamptz(null=False, default=None)
    judging_deadline = Timestamptz(null=False, default=None)
    final_at = Timestamptz(null=True, default=None)
    rubric_hash = Varchar(length=HASH_LENGTH, null=True, default=None)
    sample_note_ja = Text(null=True, default=None)
    sample_note_en = Text(null=True, default=None)
    provenance = JSONB(null=True, default=None)
    created_at = Timestamptz(null=False, default=None)
    created_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    updated_at = Timestamptz(null=False, default=None)
    opened_at = Timestamptz(null=True, default=None)
    judging_started_at = Timestamptz(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    published_at = Timestamptz(null=True, default=None)
    state_reason = Text(null=True, default=None)


class Criterion(Table, db=DB, tablename="criterion"):
    """One weighted criterion (審査基準) of a contest's rubric.

    `descriptors` is a list of {"value", "ja", "en"}, one for each step of the scale from 1.
    """

    id = UUID(primary_key=True, null=False, default=None)
    contest = ForeignKey(Contest, on_delete=OnDelete.cascade, null=False, default=None)
    position = SmallInt(null=False, default=None)
    name_ja = Text(null=False, default=None)
    name_en = Text(null=True, default=None)
    question_ja = Text(null=True, default=None)
    question_en = Text(null=True, default=None)
    weight = SmallInt(null=False, default=None)
    descriptors = JSONB(null=False, default=None)


class ContestJudge(Table, db=DB, tablename="contest_judge"):
    """A judge (審査員) of a contest."""

    id = UUID(primary_key=True, null=False, default=None)
    contest = ForeignKey(Contest, on_delete=OnDelete.restrict, null=False, default=None)
    account = ForeignKey(Account, on_delete=OnDelete.restrict, null=False, default=None)
    added_at = Timestamptz(null=False, default=None)
    removed_at = Timestamptz(null=True, default=None)


class Entry(Table, db=DB, tablename="entry"):
    """An entry (応募) with a registered solution, frozen as it was when entered."""

    id = UUID(primary_key=True, null=False, default=None)
    contest = ForeignKey(Contest, on_delete=OnDelete.restrict, null=False, default=None)
    organisation = ForeignKey(Organisation, on_delete=OnDelete.restrict, null=False, default=None)
    solution = ForeignKey(Solution, on_delete=OnDelete.restrict, null=False, default=None)
    snapshot = JSONB(null=False, default=None)
    message_ja = Text(null=False, default="")
    message_en = Text(null=True, default=None)
    state = Varchar(length=20, null=False, default=EntryState.SUBMITTED.value, choices=EntryState)
    submitted_at = Timestamptz(null=False, default=None)
    submitted_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)
    withdrawn_reason = Text(null=True, default=None)
