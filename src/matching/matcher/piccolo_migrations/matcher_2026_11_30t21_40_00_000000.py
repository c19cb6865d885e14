from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T21:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Criteria are kept about a challenge and are no record of their own"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="matcher", description=DESCRIPTION
    )

    manager.rename_column(
        table_class_name="MatchCriteria",
        tablename="match_criteria",
        old_column_name="id",
        new_column_name="challenge",
        old_db_column_name="id",
        new_db_column_name="challenge",
        schema=None,
    )

    return manager
