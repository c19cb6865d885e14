from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-30T21:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A document's key is its kind and its id; what is not indexed yet is"

# Where everything is new there are no records, and perhaps no queue yet. Elsewhere a job compares
# the index with the truth: one that is empty, or lost a document to another kind, is filled.
FILL_AGAIN = """
DO $$
DECLARE name text; filled boolean;
BEGIN
    FOREACH name IN ARRAY ARRAY['challenge', 'solution', 'startup', 'contest', 'certification'] LOOP
        IF to_regclass('public.' || name) IS NOT NULL THEN
            EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', name) INTO filled;
            IF filled THEN
                PERFORM enqueue_job('background', 'search.rebuild', 10, 'search.rebuild', '{}', NULL);
                RETURN;
            END IF;
        END IF;
    END LOOP;
END $$
"""

STATEMENTS = (
    "ALTER TABLE document_vector DROP CONSTRAINT document_vector_document_fkey, "
    "DROP CONSTRAINT document_vector_pkey",
    "ALTER TABLE search_document DROP CONSTRAINT search_document_pkey, ADD PRIMARY KEY (kind, id)",
    "ALTER TABLE document_vector ADD PRIMARY KEY (kind, document, model, piece), "
    "ADD FOREIGN KEY (kind, document) REFERENCES search_document ON DELETE CASCADE",
    FILL_AGAIN,
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="search", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
