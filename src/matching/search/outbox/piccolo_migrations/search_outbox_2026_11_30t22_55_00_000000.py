from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T22:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The index of documents kept from results has the column's name"


async def forwards() -> MigrationManager:
    manager = MigrationManager(
        migration_id=ID, app_name="search_outbox", description=DESCRIPTION
    )

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(
            "ALTER INDEX search_outbox_gone RENAME TO search_outbox_hidden"
        )

    manager.add_raw(run)
    return manager
