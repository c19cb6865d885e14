from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-30T22:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A document's key is its kind and its id"

STATEMENTS = (
    "ALTER TABLE search_outbox DROP CONSTRAINT search_outbox_pkey, "
    "ADD PRIMARY KEY (kind, document)",
    "ALTER TABLE search_push_failure DROP CONSTRAINT search_push_failure_pkey, "
    "ADD PRIMARY KEY (kind, document)",
    "DROP INDEX search_outbox_gone",
    "CREATE INDEX search_outbox_gone ON search_outbox (kind, document) WHERE gone",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="search_outbox", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
