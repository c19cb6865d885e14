"""Ballots of judges, and the frozen results made of them."""

from piccolo.columns import (
    UUID,
    Boolean,
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
from foundation.identity.tables import Account
from pitch.contests.tables import Contest, Criterion, Entry
from pitch.judging.states import BallotState, ResultState


class Ballot(Table, db=DB, tablename="ballot"):
    """One judge's ballot (票) for one entry of a contest. Scores stay when the judge recuses, uncounted."""

    id = UUID(primary_key=True, null=False, default=None)
    version = Integer(null=False, default=1)
    state = Varchar(length=20, null=False, default=BallotState.DRAFT.value, choices=BallotState)
    contest = ForeignKey(Contest, on_delete=OnDelete.restrict, null=False, default=None)
    entry = ForeignKey(Entry, on_delete=OnDelete.restrict, null=False, default=None)
    judge = ForeignKey(Account, on_delete=OnDelete.restrict, null=False, default=None)
    feedback = Text(null=True, default=None)
    recusal_reason = Text(null=True, default=None)
    created_at = Timestamptz(null=False, default=None)
    updated_at = Timestamptz(null=False, default=None)
    submitted_at = Timestamptz(null=True, default=None)
    recused_at = Timestamptz(null=True, default=None)


class BallotScore(Table, db=DB, tablename="ballot_score"):
    """What a ballot says on one criterion: a step of the scale, a comment, or both."""

    id = UUID(primary_key=True, null=False, default=None)
    ballot = ForeignKey(Ballot, on_delete=OnDelete.cascade, null=False, default=None)
    criterion = ForeignKey(Criterion, on_delete=OnDelete.restrict, null=False, default=None)
    value = SmallInt(null=True, default=None)
    comment = Text(null=True, default=None)


class OrderOpening(Table, db=DB, tablename="order_opening"):
    """The secretariat opened the computed order while ballots were still missing, and why."""

    id = UUID(primary_key=True, null=False, default=None)
    contest = ForeignKey(Contest, on_delete=OnDelete.restrict, null=False, default=None)
    reason = Text(null=False, default=None)
    opened_at = Timestamptz(null=False, default=None)
    opened_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=False, default=None)


class ContestResult(Table, db=DB, tablename="contest_result"):
    """A decided result. `content` is its canonical JSON with everything it relied on, `sha256` its hash.

    `decided_by` is empty for contests of the past that were taken over from public sources.
    """

    id = UUID(primary_key=True, null=False, default=None)
    version = Integer(null=False, default=1)
    state = Varchar(length=20, null=False, default=ResultState.DECIDED.value, choices=ResultState)
    contest = ForeignKey(Contest, on_delete=OnDelete.restrict, null=False, default=None)
    content = Text(null=False, default=None)
    sha256 = Varchar(length=HASH_LENGTH, null=False, default=None)
    scored = Boolean(null=False, default=True)
    decided_at = Timestamptz(null=False, default=None)
    decided_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    published_at = Timestamptz(null=True, default=None)
    published_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    state_reason = Text(null=True, default=None)
    taken_back_at = Timestamptz(null=True, default=None)
    taken_back_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
