from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T18:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "States go with their columns, numbers with publication, editions are final"

STATEMENTS = """
ALTER TABLE challenge
    ADD CONSTRAINT challenge_state CHECK
        (state IN ('draft', 'submitted', 'returned', 'published', 'closed', 'withdrawn')),
    ADD CONSTRAINT challenge_counted CHECK (version >= 1 AND edition >= 0),
    ADD CONSTRAINT challenge_titled CHECK (title_ja <> ''),
    ADD CONSTRAINT challenge_numbered CHECK
        ((number IS NOT NULL) = (state IN ('published', 'closed', 'withdrawn'))
         AND (number IS NULL) = (published_at IS NULL)
         AND (number IS NULL) = (edition = 0)
         AND number ~ '^C-[0-9]{4}-[0-9]{3,}$'),
    ADD CONSTRAINT challenge_submitted CHECK
        ((submitted_at IS NOT NULL) OR state = 'draft'),
    ADD CONSTRAINT challenge_complete CHECK
        (state IN ('draft', 'returned') OR (coalesce(problem_ja, '') <> '' AND category IS NOT NULL)),
    ADD CONSTRAINT challenge_returned CHECK
        ((returned_at IS NULL) = (returned_reason IS NULL)
         AND (state <> 'returned' OR returned_at IS NOT NULL)),
    ADD CONSTRAINT challenge_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    ADD CONSTRAINT challenge_withdrawn CHECK
        ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)
         AND (state <> 'withdrawn' OR state_reason IS NOT NULL)),
    ADD CONSTRAINT challenge_corrected CHECK ((corrected_at IS NOT NULL) = (edition > 1)),
    ADD CONSTRAINT challenge_amounts CHECK
        (process_cost_yen >= 0 AND pilot_budget_yen >= 0 AND later_budget_yen >= 0
         AND affected_count >= 0 AND readiness_minimum BETWEEN 1 AND 9),
    ADD CONSTRAINT challenge_start_month CHECK (extract(day FROM desired_start) = 1);

ALTER TABLE challenge_edition
    ADD CONSTRAINT challenge_edition_once UNIQUE (challenge, edition),
    ADD CONSTRAINT challenge_edition_explained CHECK
        (edition >= 1 AND (edition = 1) = (note IS NULL) AND note <> '');
ALTER TABLE challenge_number
    ADD CONSTRAINT challenge_number_range CHECK (id BETWEEN 2000 AND 2999 AND last >= 1);

CREATE INDEX challenge_listed ON challenge (published_at DESC, id DESC)
    WHERE state IN ('published', 'closed');
CREATE INDEX challenge_of_organisation ON challenge (organisation, updated_at DESC);
CREATE INDEX challenge_waiting ON challenge (submitted_at) WHERE state = 'submitted';

CREATE FUNCTION challenge_edition_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published edition stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER challenge_edition_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON challenge_edition
    FOR EACH STATEMENT EXECUTE FUNCTION challenge_edition_refuse_change();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="challenges", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
