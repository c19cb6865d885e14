from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T15:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "States tied to their columns, order of the list"

STATEMENTS = """
ALTER TABLE mail_message ADD CONSTRAINT mail_message_state
    CHECK (state IN ('queued', 'sent', 'failed'));
ALTER TABLE mail_message ADD CONSTRAINT mail_message_sent
    CHECK ((state = 'sent') = (sent_at IS NOT NULL));
ALTER TABLE mail_message ADD CONSTRAINT mail_message_failed
    CHECK (state <> 'failed' OR error IS NOT NULL);
ALTER TABLE mail_message ADD CONSTRAINT mail_message_language CHECK (language IN ('ja', 'en'));
ALTER TABLE mail_message ADD CONSTRAINT mail_message_one_line
    CHECK (message_key <> '' AND recipient <> '' AND (recipient || subject) !~ '[\\r\\n]');
CREATE INDEX mail_message_latest ON mail_message (queued_at DESC, id DESC);
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(
        migration_id=ID, app_name="mail", description=DESCRIPTION
    )

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
