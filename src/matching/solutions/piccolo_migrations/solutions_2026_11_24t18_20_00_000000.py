from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T18:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "States go with their columns, what is published is told, editions are final"

STATEMENTS = """
ALTER TABLE solution
    ADD CONSTRAINT solution_state CHECK (state IN ('draft', 'published', 'withdrawn')),
    ADD CONSTRAINT solution_counted CHECK (version >= 1 AND edition >= 0),
    ADD CONSTRAINT solution_titled CHECK (title_ja <> ''),
    ADD CONSTRAINT solution_published CHECK
        ((published_at IS NULL) = (edition = 0) AND (edition_at IS NULL) = (edition = 0)
         AND (state = 'draft' OR edition >= 1)),
    ADD CONSTRAINT solution_told CHECK
        (state <> 'published' OR (coalesce(problem_ja, '') <> '' AND coalesce(how_ja, '') <> ''
                                  AND cardinality(categories) > 0)),
    ADD CONSTRAINT solution_withdrawn CHECK
        ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)
         AND (state <> 'withdrawn' OR coalesce(state_reason, '') <> '')),
    ADD CONSTRAINT solution_amounts CHECK
        (price_yen >= 0 AND readiness BETWEEN 1 AND 9),
    ADD CONSTRAINT solution_price_unit CHECK (price_unit IN ('unit', 'month', 'year', 'project')),
    ADD CONSTRAINT solution_sale CHECK (NOT (not_on_sale AND on_sale_since IS NOT NULL)),
    ADD CONSTRAINT solution_conditions CHECK (jsonb_typeof(conditions) = 'object');

ALTER TABLE solution_edition
    ADD CONSTRAINT solution_edition_once UNIQUE (solution, edition),
    ADD CONSTRAINT solution_edition_counted CHECK (edition >= 1);

CREATE INDEX solution_listed ON solution (edition_at DESC, id DESC) WHERE state = 'published';
CREATE INDEX solution_of_startup ON solution (startup, updated_at DESC);

CREATE FUNCTION solution_edition_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published edition stays as it was: % is refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER solution_edition_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON solution_edition
    FOR EACH STATEMENT EXECUTE FUNCTION solution_edition_refuse_change();
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="solutions", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
