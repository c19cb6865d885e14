from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-24T19:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "One model serves and one is filled at most; what serves is calibrated"

STATEMENTS = (
    "ALTER TABLE vector_model "
    "ADD CONSTRAINT vector_model_state CHECK (state IN ('filling', 'serving', 'retired')), "
    "ADD CONSTRAINT vector_model_dimensions CHECK (dimensions BETWEEN 1 AND 16000), "
    "ADD CONSTRAINT vector_model_bands CHECK ((medium IS NULL) = (strong IS NULL) "
    "AND medium < strong), "
    "ADD CONSTRAINT vector_model_serving_bands CHECK (state <> 'serving' OR medium IS NOT NULL), "
    "ADD CONSTRAINT vector_model_documents "
    "CHECK (documents_done BETWEEN 0 AND documents_total), "
    "ADD CONSTRAINT vector_model_trouble CHECK ((trouble IS NULL) = (trouble_at IS NULL))",
    "CREATE UNIQUE INDEX vector_model_one ON vector_model (state) "
    "WHERE state IN ('filling', 'serving')",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="embedding", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
