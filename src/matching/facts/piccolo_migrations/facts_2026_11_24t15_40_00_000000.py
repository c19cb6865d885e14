from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-24T15:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "What the dates of facts must obey, and how they are looked up"

STATEMENTS = (
    "ALTER TABLE fact ADD CONSTRAINT fact_term_ordered "
    "CHECK (valid_until IS NULL OR valid_until >= valid_from)",
    "CREATE INDEX fact_subject ON fact (subject_kind, subject_id)",
    "CREATE INDEX fact_source ON fact (source_kind, source_id)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="facts", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
