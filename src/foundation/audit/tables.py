"""The audit trail (監査証跡). Triggers refuse UPDATE, DELETE and TRUNCATE on both tables."""

from piccolo.columns import JSONB, UUID, BigInt, BigSerial, Bytea, Text, Timestamptz, Varchar
from piccolo.table import Table

from foundation.database import DB


class AuditEvent(Table, db=DB, tablename="audit_event"):
    """One thing done, as it was, with the hash of its content.

    In the database there is `xid`, too, the writing transaction, behind which the sealing job waits.
    Names are kept as they were at the time, next to the identifiers. `at` is the application's clock,
    which a demo may set; `recorded_at` is the database's own, written by the database alone, and
    missing on events from before it was kept.
    """

    id = BigSerial(primary_key=True)
    at = Timestamptz(null=False, default=None)
    account_id = UUID(null=True, default=None)
    account_name = Text(null=False, default="")
    membership_id = UUID(null=True, default=None)
    organisation_id = UUID(null=True, default=None)
    organisation_name = Text(null=True, default=None)
    action = Varchar(length=100, null=False, default="")
    object_kind = Varchar(length=60, null=False, default="")
    object_id = UUID(null=False, default=None)
    before = JSONB(null=True, default=None)
    after = JSONB(null=True, default=None)
    content_hash = Bytea(null=False, default=b"")
    recorded_at = Timestamptz(null=True, default=None)


class AuditSeal(Table, db=DB, tablename="audit_seal"):
    """One link of the chain: an event's place in it, counted without gaps from 1.

    `mac` is an authentication code (HMAC) by the key named in `key_id`, which the database does not
    know, over the link, the event's `recorded_at` and `signed_at`, the database's clock.
    """

    id = BigInt(primary_key=True, null=False, default=None)
    event_id = BigInt(null=False, default=None, unique=True)
    previous_hash = Bytea(null=False, default=b"")
    chain_hash = Bytea(null=False, default=b"")
    sealed_at = Timestamptz(null=False, default=None)
    signed_at = Timestamptz(null=True, default=None)
    key_id = Varchar(length=16, null=True, default=None)
    mac = Bytea(null=True, default=None)
