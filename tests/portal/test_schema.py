"""The schema comes from the migrations, and the tables of the code say what it says."""

import pytest

from foundation.database import fetch
from foundation.database.migrations import migrate, pending
from portal.piccolo_conf import APP_REGISTRY
from scripts.schema import EXCEPTIONS, differences

pytestmark = pytest.mark.usefixtures("db")


async def test_tables_and_database_say_the_same():
    different = await differences(APP_REGISTRY.app_configs.values())
    assert [str(one) for one in different if not one.excepted] == []
    known = {one.place for one in different} | {one.table for one in different}
    assert EXCEPTIONS.keys() <= known


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
