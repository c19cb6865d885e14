from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T15:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The trail only grows: writing transaction, triggers, indexes"

STATEMENTS = """
ALTER TABLE audit_event ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE audit_event ADD CONSTRAINT audit_event_hash CHECK (octet_length(content_hash) = 32);
ALTER TABLE audit_event ADD CONSTRAINT audit_event_named CHECK (action <> '' AND object_kind <> '');
ALTER TABLE audit_seal ADD CONSTRAINT audit_seal_hashes
    CHECK (id > 0 AND octet_length(previous_hash) = 32 AND octet_length(chain_hash) = 32);
CREATE INDEX audit_event_object ON audit_event (object_kind, object_id, id);
CREATE INDEX audit_event_account ON audit_event (account_id, id) WHERE account_id IS NOT NULL;

CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail only grows: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER audit_event_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_seal_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(
        migration_id=ID, app_name="audit", description=DESCRIPTION
    )

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
