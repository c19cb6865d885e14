"""The schema comes from the migrations, and the migrations say what the tables say."""

import pytest
from piccolo.apps.migrations.commands.new import AutoMigrationManager

from foundation.database import fetch
from foundation.database.migrations import migrate, pending, use_configuration
from portal.piccolo_conf import APP_REGISTRY

pytestmark = pytest.mark.usefixtures("db")

APPS = sorted(APP_REGISTRY.app_configs)


@pytest.mark.parametrize("name", APPS)
async def test_no_table_has_drifted_from_its_migrations(name: str):
    use_configuration()
    config = APP_REGISTRY.get_app_config(name)
    assert config is not None
    statements = await AutoMigrationManager().get_alter_statements(app_config=config)
    assert [statement for part in statements for statement in part.statements] == []


async def test_migrating_twice_does_nothing():
    assert await pending() == []
    assert await migrate() == []


async def test_every_foreign_key_is_indexed_or_small():
    """A foreign key without an index makes every delete of its target read the whole table."""
    missing = await fetch(
        """
        SELECT c.conrelid::regclass::text AS table_name, a.attname AS column_name
        FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
          AND NOT c.conrelid::regclass::text LIKE 'procrastinate%'
          AND c.confdeltype IN ('c', 'n')
          AND NOT EXISTS (SELECT 1 FROM pg_index i
                          WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])
        """
    )
    assert missing == []
