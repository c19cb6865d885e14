from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T23:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A sign-up says name, password and language; other mail that is asked for none"

STATEMENTS = """
ALTER TABLE mail_request ADD CONSTRAINT mail_request_words CHECK (
    asked_for IN ('sign_up', 'reset_password') AND email <> ''
    AND (asked_for = 'sign_up') = (name IS NOT NULL)
    AND (asked_for = 'sign_up') = (password_hash IS NOT NULL)
    AND (asked_for = 'sign_up') = (language IS NOT NULL))
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="identity", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
