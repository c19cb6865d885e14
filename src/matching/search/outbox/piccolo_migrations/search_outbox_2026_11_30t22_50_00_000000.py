from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T22:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Documents kept from results are called hidden, as most of them are not gone"


async def forwards() -> MigrationManager:
    manager = MigrationManager(
        migration_id=ID, app_name="search_outbox", description=DESCRIPTION
    )

    manager.rename_column(
        table_class_name="SearchOutbox",
        tablename="search_outbox",
        old_column_name="gone",
        new_column_name="hidden",
        old_db_column_name="gone",
        new_db_column_name="hidden",
        schema=None,
    )

    return manager
