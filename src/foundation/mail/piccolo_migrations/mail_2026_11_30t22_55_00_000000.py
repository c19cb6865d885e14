from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T22:55:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Mails about an account are urgent, also those of before"

STATEMENT = "UPDATE mail_message SET urgent = true WHERE message_key LIKE 'identity:%'"


async def forwards() -> MigrationManager:
    manager = MigrationManager(
        migration_id=ID, app_name="mail", description=DESCRIPTION
    )

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENT)

    manager.add_raw(run)
    return manager
