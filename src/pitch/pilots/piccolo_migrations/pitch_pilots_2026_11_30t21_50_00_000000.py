from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import UUID
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-30T21:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "In whose name it was published, where a merger moved it"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="pitch_pilots", description=DESCRIPTION
    )

    manager.add_column(
        table_class_name="Pilot",
        tablename="pilot",
        column_name="published_for",
        db_column_name="published_for",
        column_class_name="UUID",
        column_class=UUID,
        params={
            "default": None,
            "null": True,
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

    return manager
