from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T21:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A decided certification changes hands only when its bureau ends"

STATEMENTS = """
CREATE OR REPLACE FUNCTION certification_keep_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.decided_at IS NOT NULL THEN
            RAISE EXCEPTION 'a decided certification is never deleted'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.decided_at IS NOT NULL AND NEW.decided_at IS NOT NULL
       AND (to_jsonb(OLD) - '{version,state,published_at,published_by,revoked_on,revoked_by,
                revoked_reason_ja,revoked_reason_en,state_reason,updated_at,organisation,
                published_for}'::text[])
           IS DISTINCT FROM
           (to_jsonb(NEW) - '{version,state,published_at,published_by,revoked_on,revoked_by,
                revoked_reason_ja,revoked_reason_en,state_reason,updated_at,organisation,
                published_for}'::text[]) THEN
        RAISE EXCEPTION 'what a certification was decided on stays as it was'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.decided_at IS NOT NULL AND NEW.decided_at IS NOT NULL
       AND (OLD.organisation, OLD.published_for)
           IS DISTINCT FROM (NEW.organisation, NEW.published_for)
       AND (NEW.published_for IS DISTINCT FROM coalesce(OLD.published_for, OLD.organisation)
            OR EXISTS (SELECT FROM organisation o
                        WHERE o.id = OLD.organisation AND o.state = 'active')) THEN
        RAISE EXCEPTION 'a decided certification changes hands only when its bureau ends'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at THEN
        RAISE EXCEPTION 'a published certification stays published'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END;
$$;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="certification", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
