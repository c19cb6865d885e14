from foundation.database import DB
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-30T21:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Documents have kinds in the outbox, which begins empty: Meilisearch is built anew"

# Waits for those who are writing and keeps others out until the columns are there.
STATEMENT = "TRUNCATE search_outbox, search_push_failure"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="search_outbox", description=DESCRIPTION
    )

    for class_name, table_name in (
        ("SearchOutbox", "search_outbox"),
        ("SearchPushFailure", "search_push_failure"),
    ):
        manager.add_column(
            table_class_name=class_name,
            tablename=table_name,
            column_name="kind",
            db_column_name="kind",
            column_class_name="Varchar",
            column_class=Varchar,
            params={
                "length": 20,
                "default": None,
                "null": False,
                "primary_key": False,
                "unique": False,
                "index": False,
                "index_method": IndexMethod.btree,
                "choices": None,
                "db_column_name": None,
                "secret": False,
            },
            schema=None,
        )


    async def run() -> None:
        await DB.current_transaction.get().connection.execute(STATEMENT)

    manager.add_raw(run)
    return manager
