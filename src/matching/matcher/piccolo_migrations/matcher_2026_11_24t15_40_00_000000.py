from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-24T15:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "One place a solution in a challenge's shortlist at a time"

STATEMENTS = (
    "CREATE UNIQUE INDEX shortlist_entry_once ON shortlist_entry (challenge, solution) "
    "WHERE removed_at IS NULL",
    "CREATE INDEX shortlist_entry_solution ON shortlist_entry (solution)",
    "ALTER TABLE shortlist_entry ADD CONSTRAINT shortlist_entry_removed_later "
    "CHECK (removed_at IS NULL OR removed_at >= added_at)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="matcher", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
