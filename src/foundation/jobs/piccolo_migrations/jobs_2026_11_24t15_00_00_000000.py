from foundation.database import DB
from foundation.jobs.schema import ENQUEUE_JOB, procrastinate_schema
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-24T15:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "The queue: procrastinate's schema and our function that writes into it"


async def forwards() -> MigrationManager:
    manager = MigrationManager(
        migration_id=ID, app_name="jobs", description=DESCRIPTION
    )

    async def run() -> None:
        # Many statements in one text need the connection itself.
        connection = DB.current_transaction.get().connection
        if await connection.fetchval("SELECT to_regclass('procrastinate_jobs') IS NULL"):
            await connection.execute(procrastinate_schema())
        await connection.execute(ENQUEUE_JOB)

    manager.add_raw(run)
    return manager
