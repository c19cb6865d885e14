from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-24T15:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Words as a tsvector, and the vectors of texts by hash and model"

STATEMENTS = (
    "CREATE EXTENSION IF NOT EXISTS vector",
    "ALTER TABLE search_document ADD COLUMN tokens tsvector "
    "GENERATED ALWAYS AS (array_to_tsvector(words)) STORED",
    "CREATE INDEX search_document_tokens ON search_document USING gin (tokens)",
    "CREATE INDEX search_document_published ON search_document (kind) WHERE published",
    "CREATE TABLE text_vector ("
    "text_hash text NOT NULL, model text NOT NULL, embedding halfvec(384) NOT NULL, "
    "PRIMARY KEY (text_hash, model))",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="search", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
