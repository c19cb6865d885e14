from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-30T21:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A document's key is its kind and its id"

STATEMENTS = (
    "ALTER TABLE alert_publication DROP CONSTRAINT alert_publication_pkey, "
    "ADD PRIMARY KEY (kind, id)",
    "ALTER TABLE alert_sent DROP CONSTRAINT alert_sent_once, "
    "DROP CONSTRAINT alert_sent_once_of_each, "
    # Of one document a person hears once, whichever way came first.
    "ADD CONSTRAINT alert_sent_once_of_each UNIQUE (account, subject_kind, subject)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="alerts", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
