"""One id stands in one table of records: the database refuses it in a second one."""

import asyncpg
import pytest
from piccolo.columns import UUID

from foundation.database import execute, fetch, fetch_value, insert, transaction
from foundation.errors import Conflict
from foundation.identity.tables import Organisation
from foundation.ids import new_id
from portal.piccolo_conf import APP_REGISTRY
from tests.conftest import NOW
from tests.factories.identity import person

pytestmark = pytest.mark.usefixtures("db")

# Their id is the id of the record in another table, by a foreign key.
SAME_RECORD = {"startup": "organisation"}
# Kept about records: by kind and id, or about those of one kind.
ABOUT_RECORDS = {
    "search_document",
    "alert_publication",
    "search_outbox",
    "search_push_failure",
    "match_criteria",
}


async def test_no_table_of_records_is_forgotten():
    declared = {
        table._meta.tablename
        for config in APP_REGISTRY.app_configs.values()
        for table in config.table_classes
        if isinstance(table._meta.primary_key, UUID)
    }
    guarded = await fetch(
        "SELECT tgrelid::regclass::text AS name FROM pg_trigger "
        "WHERE tgname = 'record_identity' AND tgenabled = 'O'"
    )
    assert declared - {row["name"] for row in guarded} == {*SAME_RECORD, *ABOUT_RECORDS}


async def test_a_startup_is_the_record_that_its_organisation_is():
    rows = await fetch(
        "SELECT conrelid::regclass::text AS name, confrelid::regclass::text AS other "
        "FROM pg_constraint JOIN pg_attribute a ON a.attrelid = conrelid "
        "AND conkey = ARRAY[a.attnum] AND a.attname = 'id' "
        "WHERE contype = 'f' AND conrelid = ANY($1::text[]::regclass[])",
        list(SAME_RECORD),
    )
    assert {row["name"]: row["other"] for row in rows} == SAME_RECORD


async def test_an_id_of_another_table_is_refused():
    other = (await person("judge")).account_id
    values = {"id": other, "kind": "bureau", "name": "同じ番号の局", "created_at": NOW}
    with pytest.raises(Conflict):
        async with transaction():
            await insert(Organisation, **values)
    assert await fetch_value("SELECT count(*) FROM organisation WHERE id = $1", other) == 0
    with pytest.raises(asyncpg.UniqueViolationError):
        await execute(
            "INSERT INTO organisation (id, kind, name, created_at) VALUES ($1, 'bureau', '局', $2)",
            other,
            NOW,
        )


async def test_an_id_changed_or_deleted_is_followed():
    first, second = new_id(), new_id()
    async with transaction():
        await insert(Organisation, id=first, kind="bureau", name="局", created_at=NOW)
        # The same id once more is the same record.
        assert (
            await insert(Organisation, id=first, kind="bureau", name="局", created_at=NOW) is None
        )
    await execute("UPDATE organisation SET id = $2 WHERE id = $1", first, second)
    assert await _kinds(first, second) == {second: "organisation"}
    await execute("DELETE FROM organisation WHERE id = $1", second)
    assert await _kinds(first, second) == {}


async def _kinds(*ids):
    rows = await fetch("SELECT id, kind FROM record_identity WHERE id = ANY($1)", list(ids))
    return {row["id"]: row["kind"] for row in rows}
