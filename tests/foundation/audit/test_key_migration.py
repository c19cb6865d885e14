"""Databases from before keys: what is there stays as it was, what comes has a code and a time."""

from contextlib import suppress
from importlib import import_module

import asyncpg
import pytest

from foundation.access.actor import SYSTEM
from foundation.audit import record
from foundation.database import DB, execute, fetch, transaction
from foundation.ids import new_id
from tests.factories.audit import record_some, seal_all

pytestmark = pytest.mark.usefixtures("db")

MIGRATION = import_module("foundation.audit.piccolo_migrations.audit_2026_11_30t21_25_00_000000")

BACK = """
DROP TRIGGER audit_event_say_when ON audit_event;
DROP TRIGGER audit_seal_sign_once ON audit_seal;
DROP FUNCTION audit_say_when();
DROP FUNCTION audit_sign_once();
DROP INDEX audit_seal_unsigned;
ALTER TABLE audit_event DROP COLUMN recorded_at;
ALTER TABLE audit_seal DROP COLUMN mac, DROP COLUMN key_id, DROP COLUMN signed_at;
"""
COLUMNS = """
ALTER TABLE audit_event ADD COLUMN recorded_at timestamptz;
ALTER TABLE audit_seal ADD COLUMN mac bytea, ADD COLUMN key_id varchar(16),
    ADD COLUMN signed_at timestamptz;
"""


class Undone(Exception):
    """Ends the transaction without leaving anything of it."""


@pytest.fixture
async def migrated():
    """A trail of two events, one sealed, migrated from before keys; rolled back at the end."""
    await record_some(1)
    await seal_all()
    await record_some(1)
    with suppress(Undone):
        async with transaction():
            connection = DB.current_transaction.get().connection
            for script in (BACK, COLUMNS, MIGRATION.STATEMENTS):
                await connection.execute(script)
            yield
            raise Undone


async def test_what_is_there_stays_and_new_events_have_the_databases_time(migrated):
    await record(SYSTEM, "a.b", "challenge", new_id())
    rows = await fetch("SELECT recorded_at IS NULL AS old FROM audit_event ORDER BY id")
    assert [row["old"] for row in rows] == [True, True, False]
    assert await fetch("SELECT mac, key_id, signed_at FROM audit_seal") == [
        {"mac": None, "key_id": None, "signed_at": None}
    ]


async def test_a_link_is_signed_and_nothing_else_of_it_changes(migrated):
    sign = "UPDATE audit_seal SET mac = $1, key_id = 'k', signed_at = now()"
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="only grows"):
        async with DB.current_transaction.get().connection.transaction():
            await execute(f"{sign}, sealed_at = now() - interval '1 day'", bytes(32))
    await execute(sign, bytes(32))
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="only grows"):
        await execute(sign, bytes(32))
