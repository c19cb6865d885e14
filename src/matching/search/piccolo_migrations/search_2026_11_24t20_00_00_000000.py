from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-24T20:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Empty the index, whose columns change; a job fills it again. Vectors of texts stay"

# The queue's own schema need not be there yet where everything is new; then nothing is indexed either.
FILL_AGAIN = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM search_document) THEN
        PERFORM enqueue_job('default', 'search.rebuild', 10, 'search.rebuild', '{}', NULL);
        DELETE FROM search_document;
    END IF;
END $$
"""

STATEMENTS = (
    FILL_AGAIN,
    "ALTER TABLE search_document DROP COLUMN tokens",
    "DROP INDEX search_document_published",
    "ALTER TABLE text_vector ALTER embedding TYPE halfvec, "
    "ADD COLUMN kept_at timestamptz NOT NULL DEFAULT now()",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="search", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
