from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-30T21:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Empty the outbox: documents have other keys, so the Meilisearch index is built anew"

STATEMENTS = ("DELETE FROM search_outbox", "DELETE FROM search_push_failure")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="search_outbox", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
