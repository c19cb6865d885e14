from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-24T20:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A condition is demanded or switched off, never both"

STATEMENTS = (
    "ALTER TABLE match_criteria ADD CONSTRAINT match_criteria_one_of_both "
    "CHECK (NOT (demanded && switched_off))",
    "ALTER TABLE match_criteria ADD CONSTRAINT match_criteria_version CHECK (version >= 1)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="matcher", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
