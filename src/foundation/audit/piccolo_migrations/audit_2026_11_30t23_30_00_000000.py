from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T23:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Events have the numbers that sealing looks at"

# What may stand there already is for `kingsalmon audit verify` to tell, not for an upgrade to fail on.
STATEMENTS = """
ALTER TABLE audit_event ADD CONSTRAINT audit_event_number CHECK (id > 0) NOT VALID;
ALTER TABLE audit_seal ADD CONSTRAINT audit_seal_number CHECK (id > 0) NOT VALID;
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(
        migration_id=ID, app_name="audit", description=DESCRIPTION
    )

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
