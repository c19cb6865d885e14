"""Solutions (解決策) of startups, and what they said in each published edition.

The keys of categories, regions, site types and conditions are checked by the application against
the vocabulary, which may grow without a migration.
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
from foundation.identity.tables import Account
from matching.solutions.states import SolutionState
from matching.startups.tables import Startup


class Solution(Table, db=DB, tablename="solution"):
    """One solution of one startup. `version` counts every change, `edition` the published ones.

    What is unknown is null, never 0. `conditions` maps condition → yes or no; the others are
    unknown. `published_at` is the first publication, `edition_at` that of the present edition.
    """

    id = UUID(primary_key=True, null=False, default=None)
    version = Integer(null=False, default=1)
    edition = Integer(null=False, default=0)
    startup = ForeignKey(Startup, on_delete=OnDelete.restrict, null=False, default=None)
    state = Varchar(length=20, null=False, default=SolutionState.DRAFT.value, choices=SolutionState)

    title_ja = Text(null=False, default=None)
    title_en = Text(null=True, default=None)
    problem_ja = Text(null=True, default=None)
    problem_en = Text(null=True, default=None)
    how_ja = Text(null=True, default=None)
    how_en = Text(null=True, default=None)
    evidence_ja = Text(null=True, default=None)
    evidence_en = Text(null=True, default=None)
    evidence_public = Boolean(null=False, default=False)
    on_sale_since = Date(null=True, default=None)
    not_on_sale = Boolean(null=False, default=False)
    readiness = SmallInt(null=True, default=None)
    price_yen = BigInt(null=True, default=None)
    price_unit = Varchar(length=20, null=True, default=None)
    price_note_ja = Text(null=True, default=None)
    price_note_en = Text(null=True, default=None)
    price_public = Boolean(null=False, default=False)
    categories = Array(base_column=Text(), null=False, default=list)
    regions = Array(base_column=Text(), null=False, default=list)
    site_types = Array(base_column=Text(), null=False, default=list)
    conditions = JSONB(null=False, default="{}")

    provenance = JSONB(null=True, default=None)
    created_at = Timestamptz(null=False, default=None)
    created_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    updated_at = Timestamptz(null=False, default=None)
    published_at = Timestamptz(null=True, default=None)
    edition_at = Timestamptz(null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)
    state_reason = Text(null=True, default=None)


class SolutionEdition(Table, db=DB, tablename="solution_edition"):
    """What a solution said when it was published, and after each change while public; never changed."""

    id = UUID(primary_key=True, null=False, default=None)
    solution = ForeignKey(Solution, on_delete=OnDelete.restrict, null=False, default=None)
    edition = Integer(null=False, default=None)
    content = JSONB(null=False, default=None)
    changed_fields = Array(base_column=Text(), null=False, default=list)
    published_at = Timestamptz(null=False, default=None)
    published_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
