from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T22:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A number is given once by the bureau that decided, whoever holds it today"

STATEMENTS = """
DROP INDEX certification_number_once;
CREATE UNIQUE INDEX certification_number_once
    ON certification (coalesce(published_for, organisation), decision_number)
    WHERE decision_number IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="certification", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
