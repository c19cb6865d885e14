from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-24T18:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The sequence of revisions, and quick ways to what waits and what must not be found"

STATEMENTS = (
    "CREATE SEQUENCE search_outbox_revision AS bigint",
    "CREATE INDEX search_outbox_waiting ON search_outbox (revision) "
    "WHERE pushed IS DISTINCT FROM revision",
    "CREATE INDEX search_outbox_gone ON search_outbox (document) WHERE gone",
    "ALTER TABLE search_outbox ADD CONSTRAINT search_outbox_pushed "
    "CHECK (pushed <= revision)",
    "ALTER TABLE search_push_failure ADD CONSTRAINT search_push_failure_attempts "
    "CHECK (attempts >= 1)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="search_outbox", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
