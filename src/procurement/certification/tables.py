"""Certifications (認定), the expert opinions heard for them, and their suspensions (停止).

What is certified is copied here from the solution and the startup, and stands still from the
decision on; `evidence` is the whole of what the decision rested on, as one text with its hash.
"""

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    BigInt,
    Boolean,
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
from foundation.frozen import HASH_LENGTH
from foundation.identity.tables import Account, Organisation
from procurement.certification.numbers import LONGEST_NUMBER
from procurement.certification.states import CertificationState

KEY_LENGTH = 40


class Certification(Table, db=DB, tablename="certification"):
    """One certification of one bureau.

    Attributes:
        organisation: the certifying bureau.
        solution, startup, source_id: plain ids here, references in the database.
        source_kind, source_id: `pilot` (実証) with its id, or `direct`.
        price_public: the firm lets the price be shown to everybody.
        required_opinions, opinions_heard: the rule at the decision, and what was heard.
        legal_basis: the articles cited at the decision.
    """

    id = UUID(primary_key=True, null=False, default=None)
    version = Integer(null=False, default=1)
    organisation = ForeignKey(Organisation, on_delete=OnDelete.restrict, null=False, default=None)
    solution = UUID(null=False, default=None)
    startup = UUID(null=False, default=None)
    source_kind = Varchar(length=KEY_LENGTH, null=False, default=None)
    source_id = UUID(null=True, default=None)
    source_label = Text(null=True, default=None)
    pilot_outcome = Varchar(length=KEY_LENGTH, null=True, default=None)
    state = Varchar(
        length=20, null=False, default=CertificationState.DRAFT.value, choices=CertificationState
    )

    title_ja = Text(null=False, default=None)
    title_en = Text(null=True, default=None)
    summary_ja = Text(null=False, default=None)
    summary_en = Text(null=True, default=None)
    category = Varchar(length=KEY_LENGTH, null=True, default=None)
    regions = Array(base_column=Text(), null=False, default=list)
    firm_name = Text(null=False, default=None)
    firm_kana = Text(null=False, default=None)
    firm_name_en = Text(null=True, default=None)
    corporate_number = Varchar(length=13, null=True, default=None)
    firm_address = Text(null=True, default=None)
    price_public = Boolean(null=False, default=False)

    plan_goal_ja = Text(null=True, default=None)
    plan_goal_en = Text(null=True, default=None)
    plan_content_ja = Text(null=True, default=None)
    plan_content_en = Text(null=True, default=None)
    plan_period_ja = Text(null=True, default=None)
    plan_period_en = Text(null=True, default=None)
    plan_method_ja = Text(null=True, default=None)
    plan_method_en = Text(null=True, default=None)
    novelty_passed = Boolean(null=True, default=None)
    novelty_reason_ja = Text(null=True, default=None)
    novelty_reason_en = Text(null=True, default=None)
    benefit_passed = Boolean(null=True, default=None)
    benefit_reason_ja = Text(null=True, default=None)
    benefit_reason_en = Text(null=True, default=None)
    feasibility_passed = Boolean(null=True, default=None)
    feasibility_reason_ja = Text(null=True, default=None)
    feasibility_reason_en = Text(null=True, default=None)
    price_yen = BigInt(null=True, default=None)
    price_unit = Varchar(length=KEY_LENGTH, null=True, default=None)

    decision_number = Varchar(length=LONGEST_NUMBER, null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    decided_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    term_start = Date(null=True, default=None)
    term_end = Date(null=True, default=None)
    required_opinions = SmallInt(null=True, default=None)
    opinions_heard = SmallInt(null=True, default=None)
    legal_basis = Text(null=True, default=None)
    evidence = Text(null=True, default=None)
    evidence_sha256 = Varchar(length=HASH_LENGTH, null=True, default=None)

    published_at = Timestamptz(null=True, default=None)
    published_for = UUID(null=True, default=None)
    published_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    revoked_on = Date(null=True, default=None)
    revoked_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    revoked_reason_ja = Text(null=True, default=None)
    revoked_reason_en = Text(null=True, default=None)
    abandoned_at = Timestamptz(null=True, default=None)
    state_reason = Text(null=True, default=None)

    sample = Boolean(null=False, default=False)
    sample_fields = Array(base_column=Text(), null=False, default=list)
    provenance = JSONB(null=True, default=None)
    created_at = Timestamptz(null=False, default=None)
    created_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    updated_at = Timestamptz(null=False, default=None)


class CertificationOpinion(Table, db=DB, tablename="certification_opinion"):
    """What one expert (学識経験者) said; written while the certification is a draft only."""

    id = UUID(primary_key=True, null=False, default=None)
    certification = ForeignKey(Certification, on_delete=OnDelete.cascade, null=False, default=None)
    position = SmallInt(null=False, default=None)
    expert = Text(null=False, default=None)
    affiliation = Text(null=True, default=None)
    heard_on = Date(null=True, default=None)
    opinion_ja = Text(null=True, default=None)
    opinion_en = Text(null=True, default=None)


class CertificationSuspension(Table, db=DB, tablename="certification_suspension"):
    """One suspension. `last_day` may be planned ahead; when resumed, it is the day before.

    A suspension that is resumed on its first day has its last day before its first: it covers none.
    """

    id = UUID(primary_key=True, null=False, default=None)
    certification = ForeignKey(Certification, on_delete=OnDelete.restrict, null=False, default=None)
    first_day = Date(null=False, default=None)
    last_day = Date(null=True, default=None)
    reason_ja = Text(null=False, default=None)
    reason_en = Text(null=True, default=None)
    suspended_at = Timestamptz(null=False, default=None)
    suspended_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    ended_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    end_reason = Text(null=True, default=None)
