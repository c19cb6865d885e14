from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-30T21:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Organisations of startups carry their English names"

STATEMENTS = """
UPDATE organisation o SET name_en = s.name_en
  FROM startup s WHERE s.id = o.id AND s.name_ja = o.name AND s.name_en <> '';
UPDATE organisation_name n SET name_en = o.name_en
  FROM organisation o WHERE o.id = n.organisation AND o.kind = 'startup';
"""


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="startups", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENTS)

    manager.add_raw(run)
    return manager
