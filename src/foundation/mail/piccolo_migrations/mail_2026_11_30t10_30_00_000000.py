from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T10:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Order of what failed; what waits is found by its age"

STATEMENTS = """
CREATE INDEX mail_message_given_up ON mail_message (queued_at DESC, id DESC)
    WHERE state = 'failed';
CREATE INDEX mail_message_waiting ON mail_message (queued_at) WHERE state = 'queued';
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="mail", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
