from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-24T18:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Frozen once and for all, with the hash of what they say"

STATEMENTS = """
ALTER TABLE frozen_shortlist
    ADD CONSTRAINT frozen_shortlist_numbered UNIQUE (challenge, number),
    ADD CONSTRAINT frozen_shortlist_counted CHECK (number >= 1),
    ADD CONSTRAINT frozen_shortlist_hashed
        CHECK (sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
    ADD CONSTRAINT frozen_shortlist_json CHECK (jsonb_typeof(content::jsonb) = 'object');
ALTER TABLE shortlist_annulment
    ADD CONSTRAINT shortlist_annulment_once UNIQUE (frozen),
    ADD CONSTRAINT shortlist_annulment_reasoned CHECK (reason <> '');
ALTER TABLE shortlist_download
    ADD CONSTRAINT shortlist_download_format CHECK (format IN ('pdf', 'json')),
    ADD CONSTRAINT shortlist_download_hash CHECK (sha256 ~ '^[0-9a-f]{64}$');
CREATE INDEX shortlist_download_of ON shortlist_download (frozen, downloaded_at DESC);

CREATE FUNCTION frozen_shortlist_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a frozen shortlist stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER frozen_shortlist_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON frozen_shortlist
    FOR EACH STATEMENT EXECUTE FUNCTION frozen_shortlist_refuse_change();
CREATE TRIGGER shortlist_annulment_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON shortlist_annulment
    FOR EACH STATEMENT EXECUTE FUNCTION frozen_shortlist_refuse_change();
CREATE TRIGGER shortlist_download_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON shortlist_download
    FOR EACH STATEMENT EXECUTE FUNCTION frozen_shortlist_refuse_change();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="freezing", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
