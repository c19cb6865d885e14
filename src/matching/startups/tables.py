"""Startups: the company behind an organisation of the same id, and what its profile said before."""

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.table import Table

from foundation.database import DB
from foundation.identity.tables import Account
from matching.startups.states import StartupState

CORPORATE_NUMBER_LENGTH = 13
POSTAL_CODE_LENGTH = 7


class Startup(Table, db=DB, tablename="startup"):
    """One company. `id` is that of its organisation, and refers to it in the database.

    Attributes:
        corporate_number: 法人番号, 13 digits, unique.
        contact_email: for the secretariat; never public.
        sample: the company is made up as a whole (見本).
        sample_fields: fields of a real company that no source tells.
        name_confirmed, number_confirmed: what the secretariat last confirmed.
    """

    id = UUID(primary_key=True, null=False, default=None)
    version = Integer(null=False, default=1)
    state = Varchar(
        length=20, null=False, default=StartupState.REGISTERED.value, choices=StartupState
    )
    corporate_number = Varchar(
        length=CORPORATE_NUMBER_LENGTH, null=False, default=None, unique=True
    )
    name_ja = Text(null=False, default=None)
    name_kana = Text(null=False, default=None)
    name_en = Text(null=True, default=None)
    postal_code = Varchar(length=POSTAL_CODE_LENGTH, null=True, default=None)
    address_ja = Text(null=True, default=None)
    address_en = Text(null=True, default=None)
    founded_on = Date(null=True, default=None)
    website = Text(null=True, default=None)
    summary_ja = Text(null=True, default=None)
    summary_en = Text(null=True, default=None)
    contact_email = Text(null=True, default=None)

    sample = Boolean(null=False, default=False)
    sample_fields = Array(base_column=Text(), null=False, default=list)
    created_at = Timestamptz(null=False, default=None)
    created_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    updated_at = Timestamptz(null=False, default=None)
    submitted_at = Timestamptz(null=False, default=None)
    submitted_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    confirmed_at = Timestamptz(null=True, default=None)
    confirmed_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
    name_confirmed = Text(null=True, default=None)
    number_confirmed = Varchar(length=CORPORATE_NUMBER_LENGTH, null=True, default=None)
    returned_at = Timestamptz(null=True, default=None)
    suspended_at = Timestamptz(null=True, default=None)
    state_reason = Text(null=True, default=None)


class StartupEdition(Table, db=DB, tablename="startup_edition"):
    """What a profile said after each change; never changed itself."""

    id = UUID(primary_key=True, null=False, default=None)
    startup = ForeignKey(Startup, on_delete=OnDelete.restrict, null=False, default=None)
    version = Integer(null=False, default=None)
    content = JSONB(null=False, default=None)
    changed_fields = Array(base_column=Text(), null=False, default=list)
    changed_at = Timestamptz(null=False, default=None)
    changed_by = ForeignKey(Account, on_delete=OnDelete.restrict, null=True, default=None)
