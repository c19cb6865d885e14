from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T21:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Nothing is sealed without a key; earlier links are signed once; the database says when"

# What is there already has neither a code nor the database's time, and keeps its hash: the
# conditions hold for what is written from now on.
STATEMENTS = """
ALTER TABLE audit_event ADD CONSTRAINT audit_event_recorded CHECK (recorded_at IS NOT NULL) NOT VALID;
ALTER TABLE audit_seal ADD CONSTRAINT audit_seal_signed
    CHECK (mac IS NOT NULL AND octet_length(mac) = 32 AND key_id IS NOT NULL AND signed_at IS NOT NULL)
    NOT VALID;
CREATE INDEX audit_seal_unsigned ON audit_seal (id) WHERE mac IS NULL;

CREATE FUNCTION audit_say_when() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.recorded_at := clock_timestamp();
    RETURN NEW;
END;
$$;
CREATE TRIGGER audit_event_say_when BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_say_when();

CREATE FUNCTION audit_sign_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.mac IS NULL AND NEW.mac IS NOT NULL
       AND (NEW.id, NEW.event_id, NEW.previous_hash, NEW.chain_hash, NEW.sealed_at)
           = (OLD.id, OLD.event_id, OLD.previous_hash, OLD.chain_hash, OLD.sealed_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit trail only grows: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
DROP TRIGGER audit_seal_only_grows ON audit_seal;
CREATE TRIGGER audit_seal_only_grows BEFORE DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_seal_sign_once BEFORE UPDATE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_sign_once();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(
        migration_id=ID, app_name="audit", description=DESCRIPTION
    )

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
