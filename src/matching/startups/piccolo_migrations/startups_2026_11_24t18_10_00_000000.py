from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T18:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A startup is its organisation, states go with their columns, editions are final"

STATEMENTS = """
ALTER TABLE startup
    ADD CONSTRAINT startup_organisation FOREIGN KEY (id) REFERENCES organisation (id)
        ON DELETE RESTRICT,
    ADD CONSTRAINT startup_state CHECK
        (state IN ('registered', 'returned', 'confirmed', 'suspended')),
    ADD CONSTRAINT startup_counted CHECK (version >= 1),
    ADD CONSTRAINT startup_number CHECK (corporate_number ~ '^[0-9]{13}$'),
    ADD CONSTRAINT startup_named CHECK (name_ja <> '' AND name_kana <> ''),
    ADD CONSTRAINT startup_postal_code CHECK (postal_code ~ '^[0-9]{7}$'),
    ADD CONSTRAINT startup_confirmed CHECK
        ((confirmed_at IS NULL) = (name_confirmed IS NULL)
         AND (confirmed_at IS NULL) = (number_confirmed IS NULL)
         AND (state NOT IN ('confirmed', 'suspended')
              OR (confirmed_at IS NOT NULL AND name_confirmed = name_ja
                  AND number_confirmed = corporate_number))),
    ADD CONSTRAINT startup_returned CHECK
        ((state = 'returned') = (returned_at IS NOT NULL)
         AND (state <> 'returned' OR coalesce(state_reason, '') <> '')),
    ADD CONSTRAINT startup_suspended CHECK
        ((state = 'suspended') = (suspended_at IS NOT NULL)
         AND (state <> 'suspended' OR coalesce(state_reason, '') <> ''));

ALTER TABLE startup_edition
    ADD CONSTRAINT startup_edition_once UNIQUE (startup, version);

CREATE INDEX startup_listed ON startup (name_kana, id) WHERE state = 'confirmed';
CREATE INDEX startup_waiting ON startup (submitted_at, id) WHERE state = 'registered';

CREATE FUNCTION startup_edition_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an edition stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER startup_edition_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON startup_edition
    FOR EACH STATEMENT EXECUTE FUNCTION startup_edition_refuse_change();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="startups", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
