from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-24T20:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A mail may be withheld when it is about to leave"

STATEMENTS = (
    "ALTER TABLE mail_message DROP CONSTRAINT mail_message_state",
    "ALTER TABLE mail_message ADD CONSTRAINT mail_message_state "
    "CHECK (state IN ('queued', 'sent', 'failed', 'withheld'))",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="mail", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
